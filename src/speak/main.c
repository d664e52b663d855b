// praatplaat-speak: says sentences aloud. A program of its own, so that the poster neither loads a voice
// nor opens the sound card unless somebody asks, and so that silence is one kill away: whatever the
// sound system still holds goes with the process.
//
//   praatplaat-speak LANG WORDS_PER_MINUTE VOLUME        VOLUME: 0..100
//
// One sentence a line on standard input. Writes the number of a sentence (from 0) to standard output at
// the moment it begins to sound, and "end" behind the last. Exit status: 0 said; 2 wrong usage; 3 no sound
// device; 4 no voice in that language.
#include "base/log.h"
#include "base/standard_files.h"

#include <SDL.h>
#include <espeak-ng/speak_lib.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

enum {
    LINE_BYTES_MAX = 8192,
    AHEAD_MS = 60,   // of a sentence may still be waiting when the next one is said to begin
    POLL_MS = 15,    // while a sentence sounds; this program lives for as long as it speaks
    PAUSE_MS = 220,  // between sentences
};

typedef struct {
    short *samples;
    size_t count, capacity;
} Sound;

static Sound sound;  // of the sentence that is being made; the voice library has no context

static int take_samples(short *samples, int count, espeak_EVENT *events) {
    (void)events;
    if (!samples || count <= 0) return 0;
    size_t wanted = sound.count + (size_t)count;
    if (wanted > sound.capacity) {
        short *grown = realloc(sound.samples, wanted * 2 * sizeof *grown);
        if (!grown) return 1;
        sound.samples = grown;
        sound.capacity = wanted * 2;
    }
    memcpy(sound.samples + sound.count, samples, (size_t)count * sizeof *samples);
    sound.count = wanted;
    return 0;
}

static void wait_until_left(SDL_AudioDeviceID device, Uint32 bytes) {
    while (SDL_GetQueuedAudioSize(device) > bytes) SDL_Delay(POLL_MS);
}

static void say(int number) {
    if (number < 0)
        (void)puts("end");
    else
        (void)printf("%d\n", number);
    (void)fflush(stdout);
}

static void speak_all(SDL_AudioDeviceID device, int rate) {
    static char line[LINE_BYTES_MAX];
    Uint32 second = (Uint32)rate * (Uint32)sizeof(short);
    for (int number = 0; fgets(line, sizeof line, stdin); number++) {
        line[strcspn(line, "\n")] = '\0';
        sound.count = 0;
        // Made while the sentence before it still sounds.
        (void)espeak_Synth(line, strlen(line) + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, NULL,
                           NULL);
        wait_until_left(device, second * AHEAD_MS / 1000);
        say(number);
        (void)SDL_QueueAudio(device, sound.samples, (Uint32)(sound.count * sizeof(short)));
        static short silence[48000 * PAUSE_MS / 1000];
        Uint32 pause = second * PAUSE_MS / 1000;
        if (pause > sizeof silence) pause = sizeof silence;
        (void)SDL_QueueAudio(device, silence, pause & ~1u);
    }
    wait_until_left(device, 0);
    say(-1);
}

static int number_between(const char *text, int min, int max) {
    char *end;
    long number = strtol(text, &end, 10);
    return *text && !*end && number >= min && number <= max ? (int)number : -1;
}

int main(int argc, char **argv) {
    standard_files_open();
    int speed = argc == 4 ? number_between(argv[2], 80, 450) : -1;
    int volume = argc == 4 ? number_between(argv[3], 0, 100) : -1;
    if (speed < 0 || volume < 0) {
        log_line("praatplaat-speak is a part of praatplaat: tap “read aloud” there");
        return 2;
    }
    // Who asked for it is gone: nobody is listening any more.
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    int rate = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL, espeakINITIALIZE_DONT_EXIT);
    if (rate <= 0 || espeak_SetVoiceByName(argv[1]) != EE_OK) return 4;
    (void)espeak_SetParameter(espeakRATE, speed, 0);
    (void)espeak_SetParameter(espeakVOLUME, volume, 0);
    espeak_SetSynthCallback(take_samples);
    SDL_SetMainReady();
    if (SDL_Init(SDL_INIT_AUDIO) != 0) return 3;
    SDL_AudioSpec wanted = {.freq = rate, .format = AUDIO_S16SYS, .channels = 1, .samples = 1024};
    SDL_AudioDeviceID device = SDL_OpenAudioDevice(NULL, 0, &wanted, NULL, 0);
    if (!device) return 3;
    SDL_PauseAudioDevice(device, 0);
    speak_all(device, rate);
    SDL_CloseAudioDevice(device);
    SDL_Quit();
    (void)espeak_Terminate();
    free(sound.samples);
    return 0;
}
