// Cairo writes plain objects and a plain table of where they are (we ask it for PDF 1.4 by name), so
// that their text can be found and written out again, each with its own addition.
#include "report/pdf_finish.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OBJECTS_MAX = 200000, ALT_MAX = 400 };

typedef struct {
    const char *from;  // behind "obj"
    size_t length;     // up to "endobj"
} Object;

typedef struct {
    Object *objects;  // by number; [0] is none
    int count;
    int root;
} Document;

// ---- Reading -------------------------------------------------------------------------------------

static const char *find_last(const Str *in, const char *word) {
    size_t n = strlen(word);
    for (size_t at = in->length; at >= n; at--)
        if (memcmp(in->text + at - n, word, n) == 0) return in->text + at - n;
    return NULL;
}

static const char *find(const char *from, const char *end, const char *word) {
    return memmem(from, (size_t)(end - from), word, strlen(word));
}

static bool read_object(const Str *in, long at, int number, Object *out) {
    char head[32];
    int n = snprintf(head, sizeof head, "%d 0 obj", number);
    if (at <= 0 || (size_t)at + (size_t)n >= in->length || memcmp(in->text + at, head, (size_t)n))
        return false;
    out->from = in->text + at + n;
    return true;
}

static int by_place(const void *a, const void *b) {
    const Object *const *left = a, *const *right = b;
    return ((*left)->from > (*right)->from) - ((*left)->from < (*right)->from);
}

// An object ends at the last "endobj" before the next one: a picture may hold that word too.
static bool find_ends(const char *end, Document *out) {
    Object **sorted = calloc((size_t)out->count, sizeof *sorted);
    if (!sorted) return false;
    int n = 0;
    for (int i = 1; i < out->count; i++)
        if (out->objects[i].from) sorted[n++] = &out->objects[i];
    qsort(sorted, (size_t)n, sizeof *sorted, by_place);
    bool fine = n > 0;
    for (int i = 0; i < n && fine; i++) {
        const char *limit = i + 1 < n ? sorted[i + 1]->from : end, *at = limit - 6;
        while (at > sorted[i]->from && memcmp(at, "endobj", 6) != 0) at--;
        fine = at > sorted[i]->from;
        sorted[i]->length = (size_t)(at - sorted[i]->from);
    }
    free(sorted);
    return fine;
}

static bool read_document(const Str *in, Document *out) {
    const char *start = find_last(in, "startxref");
    long at = start ? strtol(start + 9, NULL, 10) : 0;
    if (at <= 0 || (size_t)at + 8 >= in->length || memcmp(in->text + at, "xref\n0 ", 7) != 0)
        return false;
    char *line;
    long count = strtol(in->text + at + 7, &line, 10);
    const char *end = in->text + in->length, *trailer = find(in->text + at, end, "trailer");
    if (count < 2 || count > OBJECTS_MAX || !trailer || end - line < 20 * count) return false;
    const char *root = find(trailer, end, "/Root ");
    out->root = root ? (int)strtol(root + 6, NULL, 10) : 0;
    out->objects = calloc((size_t)count, sizeof *out->objects);
    out->count = (int)count;
    bool fine = out->objects && out->root > 0 && out->root < out->count;
    for (int i = 1; i < out->count && fine; i++) {
        const char *row = line + 1 + 20 * i;
        if (row[17] == 'n') fine = read_object(in, strtol(row, NULL, 10), i, &out->objects[i]);
    }
    return fine && find_ends(in->text + at, out);
}

// ---- Writing -------------------------------------------------------------------------------------

// A text of PDF: UTF-16, big end first.
static void write_text(Str *out, const char *text) {
    str_append(out, "<FEFF");
    int left = ALT_MAX;
    for (const unsigned char *at = (const unsigned char *)text; *at && left > 0; left--) {
        unsigned code = *at;
        int more = code >= 0xF0 ? 3 : code >= 0xE0 ? 2 : code >= 0xC0 ? 1 : 0;
        code &= more == 3 ? 7u : more == 2 ? 15u : more == 1 ? 31u : 127u;
        at++;
        for (; more > 0 && (*at & 0xC0) == 0x80; more--) code = code << 6 | (*at++ & 63u);
        if (code >= 0x10000)
            str_format(out, "%04X%04X", 0xD800u + ((code - 0x10000) >> 10),
                       0xDC00u + ((code - 0x10000) & 1023));
        else
            str_format(out, "%04X", code);
    }
    str_append(out, ">");
}

static void write_xml(Str *out, const char *text) {
    for (; *text; text++) {
        if (*text == '&')
            str_append(out, "&amp;");
        else if (*text == '<')
            str_append(out, "&lt;");
        else if (*text == '>')
            str_append(out, "&gt;");
        else
            str_append_bytes(out, text, 1);
    }
}

static void write_metadata(Str *out, int number, const PdfExtras *extras) {
    Str xmp;
    str_init(&xmp);
    str_append(&xmp, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                     "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
                     "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description "
                     "rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
                     "<dc:format>application/pdf</dc:format><dc:language><rdf:Bag><rdf:li>");
    write_xml(&xmp, extras->lang);
    str_append(&xmp, "</rdf:li></rdf:Bag></dc:language><dc:title><rdf:Alt><rdf:li "
                     "xml:lang=\"x-default\">");
    write_xml(&xmp, extras->title);
    str_append(&xmp, "</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>");
    write_xml(&xmp, extras->author);
    str_append(&xmp, "</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>\n"
                     "<?xpacket end=\"w\"?>");
    str_format(out, "%d 0 obj\n<< /Type /Metadata /Subtype /XML /Length %zu >>\nstream\n", number,
               xmp.length);
    str_append_bytes(out, str_text(&xmp), xmp.length);
    str_append(out, "\nendstream\nendobj\n");
    str_finish(&xmp);
}

static bool is_element(const Object *object, const char *kind) {
    return find(object->from, object->from + object->length, "/Type /StructElem") &&
           find(object->from, object->from + object->length, kind);
}

// What comes into the dictionary of an object.
static void write_addition(Str *out, const Document *document, int number, int metadata,
                           const PdfExtras *extras, int *figure, int *head) {
    const Object *object = &document->objects[number];
    const char *end = object->from + object->length;
    if (number == document->root) {
        str_append(out, " /Lang ");
        write_text(out, extras->lang);
        str_format(out, " /ViewerPreferences << /DisplayDocTitle true >> /Metadata %d 0 R",
                   metadata);
        if (!find(object->from, end, "/MarkInfo")) str_append(out, " /MarkInfo << /Marked true >>");
    } else if (object->length < 4000 && is_element(object, "/S /Figure")) {
        if (*figure < extras->figure_count) {
            str_append(out, " /Alt ");
            write_text(out, extras->figures[*figure]);
        }
        (*figure)++;
    } else if (object->length < 4000 && is_element(object, "/S /TH")) {
        if (*head < extras->head_count)
            str_format(out, " /A << /O /Table /Scope /%s >>",
                       extras->heads[*head] == SCOPE_ROW ? "Row" : "Column");
        (*head)++;
    } else if (object->length < 4000 && find(object->from, end, "/Type /Page\n")) {
        str_append(out, " /Tabs /S");
    }
}

static void write_document(const Str *in, const Document *document, const PdfExtras *extras,
                           Str *out) {
    int figure = 0, head = 0, metadata = document->count;
    size_t *places = calloc((size_t)document->count + 1, sizeof *places);
    if (!places) {
        out->failed = true;
        return;
    }
    str_append(out, "%PDF-1.7\n%\xB5\xED\xAE\xFB\n");
    for (int i = 1; i < document->count; i++) {
        const Object *object = &document->objects[i];
        if (!object->from) continue;
        const char *open = find(object->from, object->from + object->length, "<<");
        places[i] = out->length;
        str_format(out, "%d 0 obj", i);
        size_t before = open ? (size_t)(open + 2 - object->from) : 0;
        str_append_bytes(out, object->from, before);
        if (open) write_addition(out, document, i, metadata, extras, &figure, &head);
        str_append_bytes(out, object->from + before, object->length - before);
        str_append(out, "endobj\n");
    }
    places[metadata] = out->length;
    write_metadata(out, metadata, extras);
    size_t table = out->length;
    str_format(out, "xref\n0 %d\n0000000000 65535 f \n", metadata + 1);
    for (int i = 1; i <= metadata; i++)
        str_format(out, "%010zu %s \n", places[i], places[i] ? "00000 n" : "65535 f");
    const char *trailer = find_last(in, "trailer"), *end = in->text + in->length;
    const char *info = trailer ? find(trailer, end, "/Info ") : NULL;
    str_format(out, "trailer\n<< /Size %d /Root %d 0 R", metadata + 1, document->root);
    if (info) str_format(out, " /Info %ld 0 R", strtol(info + 6, NULL, 10));
    str_format(out, " >>\nstartxref\n%zu\n%%%%EOF\n", table);
    free(places);
}

bool pdf_finish(Str *document, const PdfExtras *extras) {
    Document read = {0};
    Str out;
    str_init(&out);
    bool fine = str_ok(document) && document->length > 64 && read_document(document, &read);
    if (fine) {
        write_document(document, &read, extras, &out);
        fine = str_ok(&out);
    }
    free(read.objects);
    if (!fine) {
        str_finish(&out);
        return false;
    }
    str_finish(document);
    *document = out;
    return true;
}
