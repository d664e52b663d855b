// The words that the scene format and the record use for what is a number in the code. One table
// for each kind; a word that is not in it gives -1, a number that is not in it gives "".
#include "model/scene.h"

#include <stddef.h>
#include <string.h>

static const char *const step_words[STEP_KIND_COUNT] = {
    [STEP_READ] = "lees",    [STEP_THINK] = "denk", [STEP_TALK] = "gesprek",
    [STEP_WRITE] = "noteer", [STEP_VOTE] = "peil",  [STEP_AGREE] = "afspraak",
};

static const char *const vote_words[VOTE_KIND_COUNT] = {
    [VOTE_SCALE] = "scale",
    [VOTE_CHOICE] = "choice",
    [VOTE_DOTS] = "dots",
    [VOTE_FIST] = "fist",
};

static const char *const part_words[PART_KIND_COUNT] = {
    [PART_WELCOME] = "welcome", [PART_FOLLOWUP] = "followup",
    [PART_EXPLORE] = "explore", [PART_CHOOSE] = "choose",
    [PART_WORK] = "work",       [PART_HARVEST] = "harvest",
    [PART_CLOSE] = "close",     [PART_CONFIDENCE] = "confidence",
};

static const char *const shape_words[SHAPE_COUNT] = {
    [SHAPE_CIRCLE] = "circle",   [SHAPE_TRIANGLE] = "triangle", [SHAPE_SQUARE] = "square",
    [SHAPE_DIAMOND] = "diamond", [SHAPE_HEXAGON] = "hexagon",   [SHAPE_STAR] = "star",
    [SHAPE_CROSS] = "cross",     [SHAPE_PENTAGON] = "pentagon",
};

static const char *word_at(const char *const *words, unsigned count, unsigned at) {
    return at < count ? words[at] : "";
}

static int find_word(const char *const *words, int count, const char *word) {
    for (int i = 0; word && i < count; i++) {
        if (strcmp(words[i], word) == 0) return i;
    }
    return -1;
}

const char *step_kind_word(StepKind kind) {
    return word_at(step_words, STEP_KIND_COUNT, (unsigned)kind);
}

const char *vote_kind_word(VoteKind kind) {
    return word_at(vote_words, VOTE_KIND_COUNT, (unsigned)kind);
}

const char *part_kind_word(PartKind kind) {
    return word_at(part_words, PART_KIND_COUNT, (unsigned)kind);
}

const char *shape_word(Shape shape) {
    return word_at(shape_words, SHAPE_COUNT, (unsigned)shape);
}

int step_kind_from_word(const char *word) {
    return find_word(step_words, STEP_KIND_COUNT, word);
}

int vote_kind_from_word(const char *word) {
    return find_word(vote_words, VOTE_KIND_COUNT, word);
}

int part_kind_from_word(const char *word) {
    return find_word(part_words, PART_KIND_COUNT, word);
}

int shape_from_word(const char *word) {
    return find_word(shape_words, SHAPE_COUNT, word);
}
