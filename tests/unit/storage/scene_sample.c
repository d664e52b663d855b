// The sample scene: every kind of step, vote and part once, and as little text as possible.
#include "scene_sample.h"

// cmocka.h wants these before it.
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

const char scene_sample[] =
    "{\n"
    "  \"$schema\": \"../scene.schema.json\",\n"
    "  \"format\": \"praatplaat-scene\",\n"
    "  \"version\": 1,\n"
    "  \"id\": \"proef\",\n"
    "  \"title\": {\"nl\": \"De proef\", \"en\": \"The sample\"},\n"
    "  \"subtitle\": {\"nl\": \"Samen één\"},\n"
    "  \"colophon\": {\"nl\": \"Van ons.\\n\\nVoor jullie.\"},\n"
    "  \"poster\": {\"image\": \"art/poster.svg\", \"width\": 1000, \"height\": 500, \"alt\": "
    "{\"nl\": \"Een huis\"}},\n"
    "  \"house_rules\": [{\"nl\": \"Regel een\"}, {\"nl\": \"Regel twee\"}, {\"nl\": \"Regel "
    "drie\"}],\n"
    "  \"roles\": [\n"
    "    {\"id\": \"inwoner\", \"name\": {\"nl\": \"Inwoner\"}, \"short\": {\"nl\": \"Inw\"}, "
    "\"color\": \"#0072b2\", \"shape\": \"circle\"},\n"
    "    {\"id\": \"manager\", \"name\": {\"nl\": \"Manager\"}, \"short\": {\"nl\": \"Man\"}, "
    "\"color\": \"#a83c00\", \"shape\": \"square\"}\n"
    "  ],\n"
    "  \"blocks\": [\n"
    "    {\"id\": \"tuin\", \"title\": {\"nl\": \"De tuin\"}, \"lead\": {\"nl\": \"Buiten.\"}, "
    "\"text\": {\"nl\": \"Over de tuin.\\n\\nEn meer.\"},\n"
    "     \"more\": {\"nl\": \"Meer tuin.\"}, \"icon\": \"sun\", \"roles\": [\"inwoner\", "
    "\"manager\"], \"storey\": {\"nl\": \"Grond\"},\n"
    "     \"zone\": [[0, 0], [300, 0], [300, 300], [0, 300]], \"label\": [150, 150],\n"
    "     \"starters\": [{\"nl\": \"Wat groeit?\"}, {\"nl\": \"Wie helpt?\"}]},\n"
    "    {\"id\": \"keuken\", \"title\": {\"nl\": \"De keuken\"}, \"lead\": {\"nl\": \"Binnen.\"}, "
    "\"text\": {\"nl\": \"Over koken.\"},\n"
    "     \"more\": {\"nl\": \"Meer koken.\"}, \"icon\": \"target\", \"roles\": [\"inwoner\"], "
    "\"storey\": {\"nl\": \"Begane grond\"},\n"
    "     \"zone\": [[300, 0], [600, 0], [600, 300], [300, 300]], \"label\": [450, 150],\n"
    "     \"starters\": [{\"nl\": \"Wat eten we?\"}, {\"nl\": \"Wie kookt?\"}]},\n"
    "    {\"id\": \"zolder\", \"title\": {\"nl\": \"De zolder\"}, \"lead\": {\"nl\": \"Boven.\"}, "
    "\"text\": {\"nl\": \"Over bewaren.\"},\n"
    "     \"more\": {\"nl\": \"Meer bewaren.\"}, \"icon\": \"scale\", \"roles\": [\"manager\"], "
    "\"storey\": {\"nl\": \"Dak\"},\n"
    "     \"zone\": [[600, 0], [1000, 0], [1000, 500], [800, 200], [600, 500]], \"label\": [800, "
    "100],\n"
    "     \"starters\": [{\"nl\": \"Wat bewaren we?\"}, {\"nl\": \"Wat kan weg?\"}]}\n"
    "  ],\n"
    "  \"assignments\": [\n"
    "    {\"id\": \"zaaien\", \"block\": \"tuin\", \"title\": {\"nl\": \"Zaai samen\"}, \"goal\": "
    "{\"nl\": \"Na afloop staat er iets.\"}, \"minutes\": 30, \"roles\": [\"inwoner\"],\n"
    "     \"steps\": [\n"
    "       {\"kind\": \"lees\", \"title\": {\"nl\": \"Lees\"}, \"text\": {\"nl\": \"Een "
    "tekst.\"}, \"question\": {\"nl\": \"Wat valt op?\"}, \"minutes\": 3},\n"
    "       {\"kind\": \"denk\", \"question\": {\"nl\": \"Wat denk je?\"}, \"minutes\": 2},\n"
    "       {\"kind\": \"gesprek\", \"question\": {\"nl\": \"Wat vinden we?\"}, \"minutes\": 9, "
    "\"turns\": [\n"
    "         {\"role\": \"inwoner\", \"question\": {\"nl\": \"Wat wil je?\"}, \"minutes\": 3},\n"
    "         {\"role\": \"manager\", \"question\": {\"nl\": \"Wat kan?\"}, \"minutes\": 4}]},\n"
    "       {\"kind\": \"noteer\", \"question\": {\"nl\": \"Schrijf op\"}, \"minutes\": 8, "
    "\"columns\": [{\"nl\": \"Nu\"}, {\"nl\": \"Straks\"}]},\n"
    "       {\"kind\": \"afspraak\", \"question\": {\"nl\": \"Wie doet wat?\"}, \"minutes\": "
    "5}]},\n"
    "    {\"id\": \"kiezen\", \"block\": \"keuken\", \"title\": {\"nl\": \"Kies samen\"}, "
    "\"goal\": {\"nl\": \"Na afloop is er gekozen.\"}, \"minutes\": 20, \"roles\": [\"manager\"],\n"
    "     \"steps\": [\n"
    "       {\"kind\": \"peil\", \"question\": {\"nl\": \"Hoe ver?\"}, \"minutes\": 4, \"vote\": "
    "\"scale\", \"labels\": [{\"nl\": \"laag\"}, {\"nl\": \"midden\"}, {\"nl\": \"hoog\"}]},\n"
    "       {\"kind\": \"peil\", \"question\": {\"nl\": \"Welke?\"}, \"minutes\": 4, \"vote\": "
    "\"choice\", \"options\": [{\"nl\": \"soep\"}, {\"nl\": \"taart\"}]},\n"
    "       {\"kind\": \"peil\", \"question\": {\"nl\": \"Wat eerst?\"}, \"minutes\": 4, \"vote\": "
    "\"dots\", \"options\": [{\"nl\": \"a\"}, {\"nl\": \"b\"}, {\"nl\": \"c\"}]},\n"
    "       {\"kind\": \"peil\", \"question\": {\"nl\": \"Zeker?\"}, \"minutes\": 3, \"vote\": "
    "\"fist\"}]}\n"
    "  ],\n"
    "  \"programmes\": [\n"
    "    {\"id\": \"kort\", \"title\": {\"nl\": \"Kort\"}, \"text\": {\"nl\": \"Voor iedereen.\"}, "
    "\"roles\": [\"inwoner\", \"manager\"], \"minutes\": 45,\n"
    "     \"parts\": [\n"
    "       {\"kind\": \"welcome\", \"minutes\": 5},\n"
    "       {\"kind\": \"followup\", \"minutes\": 10},\n"
    "       {\"kind\": \"explore\", \"minutes\": 8},\n"
    "       {\"kind\": \"choose\", \"minutes\": 6, \"take\": 1, \"from\": [\"tuin\", "
    "\"keuken\"]},\n"
    "       {\"kind\": \"work\"},\n"
    "       {\"kind\": \"harvest\", \"minutes\": 6},\n"
    "       {\"kind\": \"confidence\", \"minutes\": 4},\n"
    "       {\"kind\": \"close\", \"minutes\": 3}]}\n"
    "  ]\n"
    "}\n";

char *scene_sample_broken(const char *text, const char *find, const char *replace, int *out_line,
                          int *out_column) {
    const char *at = strstr(text, find);
    assert_non_null(at);
    size_t before = (size_t)(at - text), after = strlen(at + strlen(find));
    const char *mark = strchr(replace, '@');
    assert_non_null(mark);
    size_t left = (size_t)(mark - replace), right = strlen(mark + 1);
    char *broken = malloc(before + left + right + after + 1);
    assert_non_null(broken);
    memcpy(broken, text, before);
    memcpy(broken + before, replace, left);
    *out_line = *out_column = 1;
    for (size_t i = 0; i < before + left; i++) {
        if (broken[i] == '\n') {
            ++*out_line;
            *out_column = 1;
        } else if (((unsigned char)broken[i] & 0xC0) != 0x80) {
            ++*out_column;
        }
    }
    memcpy(broken + before + left, mark + 1, right);
    memcpy(broken + before + left + right, at + strlen(find), after + 1);
    return broken;
}
