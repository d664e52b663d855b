// Breaking text into lines and drawing them. Lines break at spaces, after hyphens and slashes, at
// soft hyphens; a word wider than the line is broken between characters, and counts as cut.
#include "ui/paragraph.h"

#include "base/no_memory.h"
#include "base/utf8.h"
#include "ui/fonts_inner.h"

#include <stdlib.h>
#include <string.h>

enum {
    KEEP_FRAMES = 240,  // frames a paragraph is kept without being used
    SURFACE_BYTES_MIN = 12 << 20,
};

static const char *const ellipsis = "\xE2\x80\xA6";

// The end of the piece that starts at `at`: up to and with the spaces behind it.
static size_t next_piece(const char *text, size_t at, size_t *out_end_of_ink) {
    size_t i = at;
    while (text[i] && text[i] != ' ' && text[i] != '\n') {
        char c = text[i];
        bool soft_hyphen = (unsigned char)c == 0xC2 && (unsigned char)text[i + 1] == 0xAD;
        i += soft_hyphen ? 2 : 1;
        if ((c == '-' || c == '/' || soft_hyphen) && i > at + 1 && text[i] && text[i] != ' ') break;
    }
    *out_end_of_ink = i;
    while (text[i] == ' ') i++;
    return i;
}

static void measure_pieces(Fonts *fonts, const char *text, FontSpec font, int *out_width,
                           int *out_word) {
    int widest = 0, word = 0;
    size_t at = 0, line = 0;
    while (text[at] || at == line) {
        size_t ink, end = next_piece(text, at, &ink);
        int w = fonts_width(fonts, text + at, ink - at, font);
        if (w > word) word = w;
        if (text[end] == '\n' || text[end] == '\0') {
            int whole = fonts_width(fonts, text + line, ink - line, font);
            if (whole > widest) widest = whole;
            if (text[end] == '\0') break;
            line = end + 1;
            at = line;
            if (text[at] == '\0') break;
            continue;
        }
        at = end;
    }
    *out_width = widest + (widest > 0);
    *out_word = word + (word > 0);
}

void fonts_measure(Fonts *fonts, const char *text, FontSpec font, int *out_width, int *out_word) {
    size_t bytes = strlen(text);
    uint64_t hash = fonts_hash(text, bytes, fonts_seed(font));
    MeasureEntry *entry = &fonts->measures[hash % MEASURES];
    if (entry->hash != hash || entry->bytes != bytes) {
        *entry = (MeasureEntry){.hash = hash, .bytes = bytes};
        measure_pieces(fonts, text, font, &entry->width, &entry->word);
    }
    *out_width = entry->width;
    *out_word = entry->word;
}

typedef struct {
    ParagraphLine *lines;
    int count, capacity;
} Lines;

static bool add_line(Lines *lines, size_t start, size_t length, int width) {
    if (lines->count == lines->capacity) {
        int capacity = lines->capacity ? lines->capacity * 2 : 4;
        ParagraphLine *grown = realloc(lines->lines, (size_t)capacity * sizeof *grown);
        if (!grown) return false;
        lines->lines = grown;
        lines->capacity = capacity;
    }
    lines->lines[lines->count++] = (ParagraphLine){(int)start, (int)length, width};
    return true;
}

// How many bytes of text[0..n) fit in wrap px; at least one character.
static size_t fitting_bytes(Fonts *fonts, const char *text, size_t n, FontSpec font, int wrap) {
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = utf8_cut(text, n, low + (high - low + 1) / 2);
        if (middle <= low) break;
        if (fonts_width(fonts, text, middle, font) <= wrap)
            low = middle;
        else
            high = middle - 1;
    }
    if (low == 0) {
        uint32_t point;
        low = utf8_decode(text, n, &point);
        if (low == 0) low = 1;
    }
    return low;
}

static void break_lines(Fonts *fonts, Paragraph *p) {
    Lines lines = {0};
    const char *text = p->text;
    size_t line = 0, at = 0, fit_ink = 0;
    for (;;) {
        size_t ink, end = next_piece(text, at, &ink);
        int width = fonts_width(fonts, text + line, ink - line, p->font);
        if (width > p->wrap && at > line) {  // the piece does not fit behind the others
            if (!add_line(&lines, line, fit_ink - line,
                          fonts_width(fonts, text + line, fit_ink - line, p->font)))
                break;
            line = at;
            fit_ink = at;
            continue;
        }
        if (width > p->wrap && ink - line > 1) {  // a word wider than the line
            size_t n = fitting_bytes(fonts, text + line, ink - line, p->font, p->wrap);
            if (n < ink - line) {
                p->cut = true;
                if (!add_line(&lines, line, n, fonts_width(fonts, text + line, n, p->font))) break;
                line += n;
                at = line;
                fit_ink = line;
                continue;
            }
        }
        fit_ink = ink;
        at = end;
        if (text[end] == '\n' || text[end] == '\0') {
            if (!add_line(&lines, line, ink - line, width)) break;
            if (text[end] == '\0') break;
            line = at = fit_ink = end + 1;
        }
    }
    if (p->max_lines > 0 && lines.count > p->max_lines) {
        p->cut = true;
        lines.count = p->max_lines;
    }
    p->lines = lines.lines;
    p->line_count = lines.count;
    for (int i = 0; i < lines.count; i++) {
        if (lines.lines[i].width > p->width) p->width = lines.lines[i].width;
    }
    p->height = p->line_count * p->font.line_px;
}

Paragraph *paragraph_get(Fonts *fonts, const char *text, FontSpec font, int wrap, int max_lines,
                         uint32_t rgb, int align) {
    size_t n = strlen(text);
    uint64_t seed = ((uint64_t)font.weight << 60) ^ ((uint64_t)(uint32_t)font.px << 48) ^
                    ((uint64_t)(uint32_t)wrap << 24) ^ rgb;
    seed = seed * 31 + (uint64_t)(uint32_t)max_lines * 7 + (uint64_t)(uint32_t)align * 3 +
           (uint64_t)(uint32_t)font.line_px;
    uint64_t hash = fonts_hash(text, n, seed);
    Paragraph **bucket = &fonts->buckets[hash % PARAGRAPH_BUCKETS];
    for (Paragraph *p = *bucket; p; p = p->next) {
        if (p->hash == hash && strcmp(p->text, text) == 0) {
            p->used = fonts->frame;
            return p;
        }
    }
    Paragraph *p = calloc(1, sizeof *p);
    if (!p || !(p->text = strdup(text))) no_memory();
    p->hash = hash;
    p->font = font;
    p->wrap = wrap > 1 ? wrap : 1;
    p->max_lines = max_lines;
    p->rgb = rgb;
    p->align = align;
    p->serial = ++fonts->serial;
    p->used = fonts->frame;
    break_lines(fonts, p);
    p->next = *bucket;
    *bucket = p;
    return p;
}

// Adds the alpha of a drawn line to a mask. Laid over, not put in place of: a line may reach into the
// tails of the one above it.
static void add_ink(const SDL_Surface *drawn, SDL_Surface *onto, int x, int y) {
    int width = x + drawn->w > onto->w ? onto->w - x : drawn->w;
    for (int row = y < 0 ? -y : 0; row < drawn->h && y + row < onto->h; row++) {
        const Uint8 *from = (const Uint8 *)drawn->pixels + row * drawn->pitch;
        Uint8 *to = (Uint8 *)onto->pixels + (y + row) * onto->pitch + x;
        for (int i = 0; i < width; i++) {
            Uint32 a = from[4 * i + 3];
            if (a) to[i] = (Uint8)(to[i] + (a * (255u - to[i]) + 127) / 255);
        }
    }
}

static void draw_line(Fonts *fonts, Paragraph *p, int index, SDL_Surface *onto) {
    ParagraphLine line = p->lines[index];
    if (line.length == 0) return;
    bool last_cut = p->max_lines > 0 && index == p->max_lines - 1 && p->cut &&
                    p->text[line.start + line.length] != '\0';
    char *copy = malloc((size_t)line.length + 8);
    if (!copy) return;
    memcpy(copy, p->text + line.start, (size_t)line.length);
    copy[line.length] = '\0';
    size_t length = (size_t)line.length;
    // A soft hyphen shows only where the line breaks.
    if (length >= 2 && (unsigned char)copy[length - 2] == 0xC2 &&
        (unsigned char)copy[length - 1] == 0xAD) {
        copy[length - 2] = '-';
        copy[length - 1] = '\0';
    }
    if (last_cut) {
        while (length > 0 && fonts_width(fonts, copy, length, p->font) + p->font.px > p->wrap)
            length = utf8_cut(copy, length, length - 1);
        memcpy(copy + length, ellipsis, sizeof "\xE2\x80\xA6");
    }
    TTF_Font *font = fonts_open(fonts, p->font);
    SDL_Surface *drawn =
        font ? TTF_RenderUTF8_Blended(font, copy, (SDL_Color){255, 255, 255, 255}) : NULL;
    free(copy);
    if (!drawn) return;
    int x = 0;
    if (p->align == 1) x = (onto->w - drawn->w) / 2;
    if (p->align == 2) x = onto->w - drawn->w;
    // The drawn line keeps the font's own height: centred on the line's distance.
    add_ink(drawn, onto, x > 0 ? x : 0,
            index * p->font.line_px + (p->font.line_px - drawn->h) / 2 + 2);
    SDL_FreeSurface(drawn);
}

const SDL_Surface *paragraph_surface(Fonts *fonts, Paragraph *p) {
    if (p->surface || p->width == 0) return p->surface;
    // Two pixels above and below, for accents and tails that reach past the line.
    int width = p->align == 0 ? p->width + p->font.px / 8 + 2 : p->wrap;
    SDL_Surface *s =
        SDL_CreateRGBSurfaceWithFormat(0, width, p->height + 4, 8, SDL_PIXELFORMAT_INDEX8);
    if (!s) return NULL;  // SDL clears what it makes
    for (int i = 0; i < p->line_count; i++) draw_line(fonts, p, i, s);
    p->surface = s;
    fonts->surface_bytes += (size_t)s->pitch * (size_t)s->h;
    return s;
}

static void drop(Fonts *fonts, Paragraph *p) {
    if (p->surface) {
        fonts->surface_bytes -= (size_t)p->surface->pitch * (size_t)p->surface->h;
        SDL_FreeSurface(p->surface);
    }
    free(p->lines);
    free(p->text);
    free(p);
}

static void drop_older(Fonts *fonts, unsigned frames) {
    for (int b = 0; b < PARAGRAPH_BUCKETS; b++) {
        for (Paragraph **at = &fonts->buckets[b]; *at;) {
            Paragraph *p = *at;
            if (fonts->frame - p->used <= frames) {
                at = &p->next;
                continue;
            }
            *at = p->next;
            drop(fonts, p);
        }
    }
}

void fonts_set_display(Fonts *fonts, int width, int height) {
    size_t screen = (size_t)width * (size_t)height * 4;
    fonts->surface_bytes_max = screen > SURFACE_BYTES_MIN ? screen : SURFACE_BYTES_MIN;
}

void fonts_tidy(Fonts *fonts) {
    // Over the bound what this frame did not use goes.
    if (fonts->surface_bytes > fonts->surface_bytes_max)
        drop_older(fonts, 1);
    else if (fonts->frame % 64 == 0)
        drop_older(fonts, KEEP_FRAMES);
    fonts->frame++;
}

void paragraphs_drop_all(Fonts *fonts) {
    for (int b = 0; b < PARAGRAPH_BUCKETS; b++) {
        while (fonts->buckets[b]) {
            Paragraph *p = fonts->buckets[b];
            fonts->buckets[b] = p->next;
            drop(fonts, p);
        }
    }
}
