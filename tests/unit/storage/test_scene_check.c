// The checker against scenes that are broken in one place each. A case says what to replace in the
// sample, with an '@' where the fault must be reported, and a part of the sentence. Every case must
// give exactly one fault: a mistake is said once.
#include "storage/scene_load.h"

#include "scene_sample.h"

// cmocka.h wants these before it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *find, *replace;
    const char *phrase;
} Case;

#define SIXTY "zestig tekens zestig tekens zestig tekens zestig tekens zest"

static const Case cases[] = {
    // the frame
    {"\"praatplaat-scene\"", "@\"praatplaat\"", "has the format \"praatplaat-scene\""},
    {"\"praatplaat-scene\"", "@7", "\"format\" is a number: write \"praatplaat-scene\""},
    {"\"version\": 1", "\"version\": @2", "newer than this program"},
    {"\"version\": 1", "\"version\": @0", "there is no version 0: write 1"},
    {"\"version\": 1", "\"version\": @1.5", "newer than this program"},
    {"\"version\": 1", "\"version\": @\"1\"", "\"version\" is a text"},
    {"{\n  \"$schema\": \"../scene.schema.json\",\n  \"format\": \"praatplaat-scene\",", "@{",
     "a scene needs the member \"format\""},
    {"\"../scene.schema.json\"", "@1", "\"$schema\" is a number"},
    {"\"id\": \"proef\"", "\"id\": @\"Proef 1\"", "\"Proef 1\" is no id"},
    {"\"id\": \"proef\"", "\"id\": @\"\"", "is no id"},
    {"\"id\": \"proef\"", "\"id\": @\"../proef\"", "is no id"},
    {"\"id\": \"proef\"", "\"id\": @\"a/b\"", "is no id"},
    {"\"id\": \"proef\"", "\"id\": @\"proef\\u202e\"", "\"proef?\" is no id"},
    {"\"id\": \"proef\"", "\"id\": @\"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddx\"", "1 to 40"},
    {"\"id\": \"proef\"", "\"id\": @null", "\"id\" is null"},
    {"\"subtitle\"", "@\"subtitel\"", "did you mean \"subtitle\"?"},
    {"\"subtitle\"", "@\"Subtitle\"", "did you mean \"subtitle\"?"},
    {"\"subtitle\"", "@\"SUBTITLE\"", "did you mean \"subtitle\"?"},
    {"\"version\": 1,", "\"version\": 1, @\"auteur\": \"ik\",",
     "take it out (it has format, version"},
    {"\"version\": 1,", "\"version\": 1, @\"version\": 1,",
     "\"version\" stands here twice (also on line 4)"},
    // texts
    {"{\"nl\": \"De proef\", \"en\": \"The sample\"}", "@\"De proef\"",
     "\"title\" is a text: write {\"nl\""},
    {"{\"nl\": \"De proef\", ", "@{", "\"title\" has no \"nl\": add the Dutch text"},
    {"{\"nl\": \"De proef\"", "{\"nl\": @\"\"", "\"title\" is empty"},
    {"{\"nl\": \"De proef\"", "{\"nl\": @\" \\u00a0 \"", "\"title\" is empty"},
    {"\"en\": \"The sample\"", "\"en\": @\"\"", "\"title\" is empty"},
    {"\"De proef\"", "@\"\\u200b\"", "\"title\" is empty"},
    {"\"De proef\"", "@\" \\u00ad\\u2060\\u3000\"", "\"title\" is empty"},
    {"\"Buiten.\"", "@\"\\u2800\"", "\"lead\" is empty"},
    {"\"lead\": {\"nl\": \"Buiten.\"}",
     "\"lead\": {\"nl\": \"Buiten.\"}, \"simple\": @{\"en\": \"Out.\"}",
     "\"simple\" has no \"nl\""},
    {"\"lead\": {\"nl\": \"Buiten.\"}",
     "\"lead\": {\"nl\": \"Buiten.\"}, @\"simpel\": {\"nl\": \"Ja.\"}", "did you mean \"simple\"?"},
    {"\"question\": {\"nl\": \"Wat denk je?\"}",
     "\"question\": {\"nl\": \"Wat denk je?\"}, \"simple\": {\"nl\": @\"\"}",
     "\"simple\" is empty"},
    {"\"question\": {\"nl\": \"Wat wil je?\"}",
     "\"question\": {\"nl\": \"Wat wil je?\"}, \"simple\": @{\"en\": \"What?\"}",
     "\"simple\" has no \"nl\""},
    {"{\"nl\": \"Na afloop staat er iets.\"}",
     "{\"nl\": \"Na afloop staat er iets.\"}, \"simple\": {\"nl\": @\"\"}", "\"simple\" is empty"},
    {"{\"nl\": \"Buiten.\"}", "{\"nl\": \"Buiten.\", @\"em\": \"Outside.\"}",
     "\"em\" is no language of this pack: the title has no \"em\""},
    {"\"en\": \"The sample\"", "@\"English\": \"The sample\"",
     "\"English\" is no code of a language"},
    {"\"en\": \"The sample\"", "@\"../en\": \"The sample\"", "\"../en\" is no code"},
    {"\"en\": \"The sample\"", "\"en\": @5", "\"title\" is a number"},
    {"\"De proef\"", "@\"" SIXTY "x\"", "\"title\" has 61 characters: at most 60"},
    {"\"De proef\"", "@\"De\\nproef\"", "a line break: write one line (U+000A, character 3)"},
    {"\"De proef\"", "@\"De\\u0007proef\"", "a control character"},
    {"\"De proef\"", "@\"De\\u202eproef\"", "turns the direction"},
    {"\"De proef\"", "@\"De\\ufffe\"", "no character"},
    {"\"De proef\"", "\"@\\u0000\"", "u0000"},
    {"\"De proef\"", "\"De @\\ud800 proef\"", "surrogate"},
    {"\"De proef\"", "\"De @\xE9\"", "UTF-8"},
    {"\"Buiten.\"",
     "@\"een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien "
     "vijftien zestien zeventien achttien negentien twintig 21 22 23 24 25 26\"",
     "\"lead\" has 26 words: at most 25"},
    // the poster
    {"\"width\": 1000", "\"width\": @\"1000\"",
     "\"width\" is a text: write a whole number from 100 to 20000"},
    {"\"height\": 500", "\"height\": @99", "\"height\" is 99: write a whole number from 100"},
    {"\"height\": 500", "\"height\": @500.5", "\"height\" is 500.5: write a whole number"},
    {"{\"image\": \"art/poster.svg\", \"width\": 1000, \"height\": 500, \"alt\": {\"nl\": \"Een "
     "huis\"}}",
     "@[]", "the poster should stand here, {…}, and not a list"},
    {"{\"image\": \"art/poster.svg\", \"width\": 1000, \"height\": 500, \"alt\": {\"nl\": \"Een "
     "huis\"}}",
     "@{\"image\": \"art/poster.svg\", \"width\": 1000, \"height\": 500}",
     "the poster needs the member \"alt\""},
    {"\"art/poster.svg\"", "@\"/etc/passwd.svg\"", "starts with /"},
    {"\"art/poster.svg\"", "@\"../poster.svg\"", "leads out of its folder"},
    {"\"art/poster.svg\"", "@\"art/../../poster.svg\"", "leads out of its folder"},
    {"\"art/poster.svg\"", "@\"art/./poster.svg\"", "leads out of its folder"},
    {"\"art/poster.svg\"", "@\"art//poster.svg\"", "empty part"},
    {"\"art/poster.svg\"", "@\"art\\\\poster.svg\"", "backslash"},
    {"\"art/poster.svg\"", "@\"https://x/poster.svg\"", "colon"},
    {"\"art/poster.svg\"", "@\"art/poster.gif\"", "no known ending"},
    {"\"art/poster.svg\"", "@\".svg\"", "no known ending"},
    {"\"art/poster.svg\"", "@\"a\\u001b[2Jb.svg\"", "a control character"},
    // lists
    {"[{\"nl\": \"Regel een\"}, {\"nl\": \"Regel twee\"}, {\"nl\": \"Regel drie\"}]",
     "@[{\"nl\": \"Regel\"}]", "\"house_rules\" has 1 item: at least 3"},
    {"{\"nl\": \"Regel drie\"}",
     "{\"nl\": \"3\"}, {\"nl\": \"4\"}, {\"nl\": \"5\"}, {\"nl\": \"6\"}, @{\"nl\": \"7\"}",
     "\"house_rules\" has 7 items: at most 6, so take out those from here on"},
    {"[{\"nl\": \"Regel een\"}, {\"nl\": \"Regel twee\"}, {\"nl\": \"Regel drie\"}]", "@\"Regel\"",
     "\"house_rules\" is a text: write a list"},
    {"{\"nl\": \"Regel twee\"}", "@\"Regel twee\"", "in \"house_rules\" stands a text"},
    // roles
    {"\"id\": \"manager\", \"name\"", "@\"names\": 1, \"id\": \"manager\", \"name\"",
     "a role has no member \"names\": did you mean \"name\"?"},
    {"{\"id\": \"manager\", \"name\": {\"nl\": \"Manager\"}, ", "@{\"id\": \"manager\", ",
     "a role needs the member \"name\": add it"},
    {"{\"id\": \"manager\", \"name\": {\"nl\": \"Manager\"}, \"short\": {\"nl\": \"Man\"}",
     "@{\"id\": \"manager\"", "a role needs the members \"name\" and \"short\": add them"},
    {"\"#a83c00\"", "@\"#ffcc00\"", "contrast of 1.41 on the poster's paper"},
    {"\"#a83c00\"", "@\"#fbf7ef\"", "contrast of 1.00"},
    {"\"#a83c00\"", "@\"#96948f\"", "contrast of 2.8"},
    {"\"#a83c00\"", "@\"a83c00\"", "is no colour: write # and six"},
    {"\"#a83c00\"", "@\"#a83c0\"", "is no colour"},
    {"\"#a83c00\"", "@\"#a83c0g\"", "is no colour"},
    {"\"#a83c00\"", "@\"red\"", "is no colour"},
    {"\"shape\": \"square\"", "\"shape\": @\"circle\"",
     "the shape circle is taken already (line 12)"},
    {"\"shape\": \"square\"", "\"shape\": @\"sqaure\"", "did you mean \"square\"?"},
    {"\"shape\": \"square\"", "\"shape\": @\"blob\"", "write one of circle, triangle, square"},
    {"\"nl\": \"Man\"", "\"nl\": @\"Managers van de gemeente X\"",
     "\"short\" has 26 characters: at most 24"},
    // blocks
    {"\"id\": \"zolder\"", "\"id\": @\"tuin\"",
     "the id \"tuin\" stands twice in this list (also on line 16)"},
    {"\"icon\": \"sun\"", "\"icon\": @\"../sun\"", "no name of an icon"},
    {"\"icon\": \"sun\"", "\"icon\": @\"Sun\"", "no name of an icon"},
    {"\"icon\": \"sun\"", "\"icon\": @true", "\"icon\" is true"},
    {"[\"inwoner\", \"manager\"], \"storey\"", "[\"inwoner\", @\"manger\"], \"storey\"",
     "there is no role \"manger\": did you mean \"manager\"?"},
    {"[\"inwoner\", \"manager\"], \"storey\"", "[\"inwoner\", @\"bestuur\"], \"storey\"",
     "there is no role \"bestuur\": the roles are inwoner, manager"},
    {"[\"inwoner\", \"manager\"], \"storey\"", "[\"inwoner\", @\"inwoner\"], \"storey\"",
     "\"inwoner\" stands here twice"},
    {"[\"inwoner\", \"manager\"], \"storey\"", "@[], \"storey\"",
     "\"roles\" has 0 items: at least 1"},
    {"[\"inwoner\", \"manager\"], \"storey\"", "[@1], \"storey\"", "a role's id"},
    {"\"label\": [150, 150]", "\"label\": @[150, -1]",
     "outside the poster: x goes from 0 to 1000, y from 0 to 500"},
    {"\"label\": [150, 150]", "\"label\": @[1000.5, 1]", "outside the poster"},
    {"\"label\": [150, 150]", "\"label\": @[150]",
     "a point has two numbers, [x, y], and this has 1"},
    {"\"label\": [150, 150]", "\"label\": @[1, 2, 3]", "and this has 3"},
    {"\"label\": [150, 150]", "\"label\": [@\"150\", 150]", "a text: write a number"},
    {"\"label\": [150, 150]", "\"label\": @{\"x\": 1, \"y\": 1}",
     "\"label\" is an object: write a point, [x, y]"},
    {"{\"nl\": \"Wat groeit?\"}, {\"nl\": \"Wie helpt?\"}",
     "{\"nl\": \"a\"}, {\"nl\": \"b\"}, {\"nl\": \"c\"}, @{\"nl\": \"d\"}",
     "\"starters\" has 4 items: at most 3"},
    // zones
    {"[[0, 0], [300, 0], [300, 300], [0, 300]]", "@[]", "\"zone\" has 0 items: at least 3"},
    {"[[0, 0], [300, 0], [300, 300], [0, 300]]", "@[[0, 0], [300, 0]]",
     "\"zone\" has 2 items: at least 3"},
    {"[[0, 0], [300, 0], [300, 300], [0, 300]]", "[[0, 0], [300, 0], @[300, 501], [0, 300]]",
     "the point [300, 501] lies outside"},
    {"[[0, 0], [300, 0], [300, 300], [0, 300]]", "[[0, 0], [300, 0], [0, 300], @[300, 300]]",
     "from point 4 to point 1 crosses or touches the edge from point 2 to point 3"},
    {"[[0, 0], [300, 0], [300, 300], [0, 300]]",
     "[[0, 0], [300, 0], @[300, 0], [300, 300], [0, 300]]", "this point stands twice"},
    {"[[0, 0], [300, 0], [300, 300], [0, 300]]",
     "[[0, 0], [300, 0], [300, 300], [0, 300], @[0, 0]]", "a zone closes by itself"},
    {"[[0, 0], [300, 0], [300, 300], [0, 300]]",
     "[[0, 0], [300, 0], @[300, 300], [300, 100], [0, 300]]", "crosses or touches"},
    {"[[0, 0], [300, 0], [300, 300], [0, 300]]", "@[[0, 0], [30, 0], [30, 16], [0, 16]]",
     "too small for a finger: its area is 480, and at least 500"},
    {"[[300, 0], [600, 0], [600, 300], [300, 300]]",
     "@[[290, 0], [600, 0], [600, 300], [290, 300]]",
     "this zone and that of \"tuin\" overlap by 3.3% of the smaller one"},
    {"[[300, 0], [600, 0], [600, 300], [300, 300]]",
     "@[[10, 10], [100, 10], [100, 100], [10, 100]]", "of \"tuin\" overlap by 100.0%"},
    {"[[300, 0], [600, 0], [600, 300], [300, 300]]", "[[300, 0], [600, 0], [600, 300], @[300]]",
     "a point has two numbers"},
    // assignments
    {"\"block\": \"tuin\"", "\"block\": @\"tiun\"",
     "there is no block \"tiun\": did you mean \"tuin\"?"},
    {"\"block\": \"tuin\"", "\"block\": @\"schuur\"", "the blocks are tuin, keuken, zolder"},
    {"\"minutes\": 30", "\"minutes\": @\"30\"",
     "\"minutes\" is a text: write a whole number from 1 to 480"},
    {"\"minutes\": 30", "\"minutes\": @-5", "\"minutes\" is -5"},
    {"\"minutes\": 30", "\"minutes\": @1e9", "\"minutes\" is 1000000000"},
    {"\"id\": \"kiezen\"", "\"id\": @\"zaaien\"", "the id \"zaaien\" stands twice"},
    // steps
    {"\"kind\": \"denk\"", "\"kind\": @\"denken\"",
     "the kind \"denken\" does not exist: did you mean \"denk\"?"},
    {"\"kind\": \"denk\"", "\"kind\": @\"quiz\"",
     "write one of lees, denk, gesprek, noteer, peil, afspraak"},
    {"{\"kind\": \"denk\", ", "@{", "a step needs the member \"kind\": one of lees"},
    {"{\"kind\": \"denk\", \"question\": {\"nl\": \"Wat denk je?\"}, \"minutes\": 2}", "@\"denk\"",
     "a step should stand here, {…}, and not a text"},
    {"\"kind\": \"denk\", ", "\"kind\": \"denk\", @\"columns\": [], ",
     "a step of the kind denk has no member \"columns\""},
    {"\"text\": {\"nl\": \"Een tekst.\"}, ", "\"text\": @{}, ", "\"text\" has no \"nl\""},
    {"\"vote\": \"dots\"", "\"vote\": @\"dot\"", "did you mean \"dots\"?"},
    {"{\"kind\": \"peil\", \"question\": {\"nl\": \"Zeker?\"}, \"minutes\": 3, \"vote\": \"fist\"}",
     "@{\"kind\": \"peil\", \"question\": {\"nl\": \"Zeker?\"}, \"minutes\": 3}",
     "a step of the kind peil needs the member \"vote\": one of scale, choice, dots, fist"},
    {"\"vote\": \"fist\"", "\"vote\": \"fist\", @\"options\": []",
     "a vote by fist of five has no member \"options\""},
    {"[{\"nl\": \"laag\"}, {\"nl\": \"midden\"}, {\"nl\": \"hoog\"}]", "@[{\"nl\": \"laag\"}]",
     "\"labels\" has 1 item: at least 3"},
    {"[{\"nl\": \"laag\"}, {\"nl\": \"midden\"}, {\"nl\": \"hoog\"}]", "@[]",
     "\"labels\" has 0 items"},
    {"{\"nl\": \"hoog\"}]", "{\"nl\": \"hoog\"}, @{\"nl\": \"x\"}]",
     "\"labels\" has 4 items: at most 3"},
    {"[{\"nl\": \"soep\"}, {\"nl\": \"taart\"}]", "@[{\"nl\": \"soep\"}]",
     "\"options\" has 1 item: at least 2"},
    {"[{\"nl\": \"a\"}, {\"nl\": \"b\"}, {\"nl\": \"c\"}]", "@[{\"nl\": \"a\"}, {\"nl\": \"b\"}]",
     "\"options\" has 2 items: at least 3"},
    {"[{\"nl\": \"Nu\"}, {\"nl\": \"Straks\"}]", "@[{\"nl\": \"Nu\"}]",
     "\"columns\" has 1 item: at least 2"},
    {"\"role\": \"manager\"", "\"role\": @\"baas\"", "there is no role \"baas\""},
    {"{\"role\": \"manager\", \"question\": {\"nl\": \"Wat kan?\"}, \"minutes\": 4}",
     "@{\"role\": \"manager\", \"minutes\": 4}", "a turn needs the member \"question\""},
    {"\"turns\": [\n         {\"role\": \"inwoner\", \"question\": {\"nl\": \"Wat wil je?\"}, "
     "\"minutes\": 3}",
     "\"turns\": @[\n         {\"role\": \"inwoner\", \"question\": {\"nl\": \"Wat wil je?\"}, "
     "\"minutes\": 6}",
     "the turns take 10 minutes together and the step has 9"},
    // programmes
    {"{\"kind\": \"welcome\", \"minutes\": 5},\n       {\"kind\": \"followup\"",
     "{\"kind\": @\"followup\"", "starts with the part welcome, once: put it here"},
    {"\"kind\": \"followup\"", "\"kind\": @\"welcome\"",
     "starts with the part welcome, once: take this one out"},
    {"\"kind\": \"confidence\"", "\"kind\": @\"close\"",
     "ends with the part close, once: take this one out"},
    {",\n       {\"kind\": \"close\", \"minutes\": 3}]",
     ",\n       {\"kind\": @\"explore\", \"minutes\": 3}]",
     "ends with the part close, once: put it after this one"},
    {"{\"kind\": \"choose\", \"minutes\": 6, \"take\": 1, \"from\": [\"tuin\", \"keuken\"]},\n     "
     "  {\"kind\": \"work\"}",
     "{\"kind\": @\"work\"}", "the part work comes after choose"},
    {"{\"kind\": \"work\"}", "{\"kind\": \"work\", @\"minutes\": 30}",
     "the assignments bring their own minutes"},
    {"\"take\": 1", "\"take\": @0", "\"take\" is 0: write a whole number from 1 to 12"},
    {"\"take\": 1", "\"take\": @3",
     "\"take\" is 3, and the blocks to choose from have 2 assignments"},
    {"\"from\": [\"tuin\", \"keuken\"]", "\"from\": [\"tuin\", @\"kueken\"]",
     "did you mean \"keuken\"?"},
    {"\"from\": [\"tuin\", \"keuken\"]", "\"from\": [\"tuin\", @\"tuin\"]",
     "\"tuin\" stands here twice"},
    {"\"take\": 1, \"from\": [\"tuin\", \"keuken\"]", "\"take\": @1, \"from\": [\"zolder\"]",
     "have 0 assignments"},
    {"{\"kind\": \"explore\", \"minutes\": 8}", "@{\"kind\": \"explore\"}",
     "this kind of part needs the member \"minutes\""},
    {"\"kind\": \"harvest\"", "\"kind\": @\"oogst\"", "write one of welcome, followup"},
    // syntax
    {"\"minutes\": 3}]}\n  ]\n}\n", "\"minutes\": 3}]}\n  ]\n@;}\n",
     "a comma or } should stand before this"},
    {"\"version\": 1,", "\"version\": 1 @\"x\": 1,", "a comma or } should stand before this"},
};

static FaultList load(const char *text, Scene **out, Err *err) {
    FaultList faults;
    fault_list_init(&faults);
    *err = scene_load_memory(text, strlen(text), "proef/scene.json", NULL, NULL, out, &faults);
    fault_list_sort(&faults);
    return faults;
}

static bool check_case(const Case *c) {
    int line, column;
    Err err;
    Scene *scene;
    char *text = scene_sample_broken(scene_sample, c->find, c->replace, &line, &column);
    FaultList faults = load(text, &scene, &err);
    const Fault *first = faults.count ? &faults.items[0] : NULL;
    bool right = err == ERR_REFUSED && !scene && first && faults.total == 1 &&
                 first->line == line && first->column == column && strstr(first->text, c->phrase);
    if (!right) {
        print_error("case <%s>: error %d, %d faults; wanted %d:%d %s\n", c->replace, err,
                    faults.total, line, column, c->phrase);
        for (int i = 0; i < faults.count && i < 4; i++) {
            print_error("  %d:%d: %s\n", faults.items[i].line, faults.items[i].column,
                        faults.items[i].text);
        }
    }
    scene_destroy(scene);
    fault_list_finish(&faults);
    free(text);
    return right;
}

static void test_each_fault_is_said_once_and_in_its_place(void **state) {
    (void)state;
    int count = (int)(sizeof cases / sizeof *cases), wrong = 0;
    assert_true(count >= 60);
    for (int i = 0; i < count; i++) wrong += !check_case(&cases[i]);
    assert_int_equal(wrong, 0);
}

static void test_the_sample_is_good(void **state) {
    (void)state;
    Err err;
    Scene *scene;
    FaultList faults = load(scene_sample, &scene, &err);
    if (faults.count)
        print_error("%d:%d: %s\n", faults.items[0].line, faults.items[0].column,
                    faults.items[0].text);
    assert_int_equal(err, ERR_NONE);
    assert_int_equal(faults.total, 0);
    assert_string_equal(scene->id, "proef");
    assert_string_equal(scene->path, "proef/scene.json");
    assert_string_equal(scene->image_path, "art/poster.svg");
    assert_int_equal(scene->width, 1000);
    assert_int_equal(scene->height, 500);
    assert_string_equal(scene->title.in[LANG_EN], "The sample");
    assert_null(scene->subtitle.in[LANG_EN]);
    assert_string_equal(scene->colophon.in[LANG_NL], "Van ons.\n\nVoor jullie.");
    assert_int_equal(scene->rule_count, 3);
    assert_string_equal(scene->rules[2].in[LANG_NL], "Regel drie");
    assert_int_equal(scene->role_count, 2);
    assert_int_equal(scene->roles[1].rgb, 0xa83c00);
    assert_int_equal(scene->roles[1].shape, SHAPE_SQUARE);
    assert_int_equal(scene->block_count, 3);
    assert_int_equal(scene->blocks[0].roles, 3);
    assert_int_equal(scene->blocks[2].roles, 2);
    assert_int_equal(scene->blocks[2].zone_count, 5);
    assert_true(scene->blocks[2].zone[4].y == 500);
    assert_true(scene->blocks[2].label.x == 800);
    assert_int_equal(scene->blocks[1].starter_count, 2);
    assert_int_equal(scene->assignment_count, 2);
    const SceneAssignment *plant = &scene->assignments[0], *choose = &scene->assignments[1];
    assert_int_equal(plant->step_count, 5);
    assert_int_equal(plant->steps[2].kind, STEP_TALK);
    assert_int_equal(plant->steps[2].turn_count, 2);
    assert_int_equal(plant->steps[2].turns[1].role, 1);
    assert_int_equal(plant->steps[2].turns[1].minutes, 4);
    assert_string_equal(plant->steps[3].columns[1].in[LANG_NL], "Straks");
    assert_int_equal(choose->block, 1);
    assert_int_equal(choose->steps[0].vote, VOTE_SCALE);
    assert_string_equal(choose->steps[0].labels[2].in[LANG_NL], "hoog");
    assert_int_equal(choose->steps[2].option_count, 3);
    assert_int_equal(choose->steps[3].vote, VOTE_FIST);
    const SceneProgramme *programme = &scene->programmes[0];
    assert_int_equal(programme->part_count, 8);
    assert_int_equal(programme->parts[3].from, 3);
    assert_int_equal(programme->parts[3].take, 1);
    scene_destroy(scene);
    fault_list_finish(&faults);
}

// What is at the edge of a limit is fine: limits must not creep.
static void test_edges_are_good(void **state) {
    (void)state;
    static const char *const edges[][2] = {
        {"\"De proef\"", "@\"" SIXTY "\""},
        {"\"De proef\"", "@\"e\xCC\x81\xF0\x9F\x98\x80\""},
        {"[[300, 0], [600, 0], [600, 300], [300, 300]]",
         "@[[294, 0], [600, 0], [600, 300], [294, 300]]"},
        {"[[0, 0], [300, 0], [300, 300], [0, 300]]", "@[[0, 0], [50, 0], [50, 10], [0, 10]]"},
        {"[[0, 0], [300, 0], [300, 300], [0, 300]]", "@[[0, 300], [300, 300], [300, 0], [0, 0]]"},
        {"\"label\": [150, 150]", "@\"label\": [1000, 500]"},
        {"\"#a83c00\"", "@\"#908e8a\""},
        {"\"take\": 1", "@\"take\": 2"},
        {", \"from\": [\"tuin\", \"keuken\"]", "@"},
        {"\"minutes\": 30", "@\"minutes\": 30.0"},
        {"{\n  \"$schema\": \"../scene.schema.json\",", "@\xEF\xBB\xBF{"},
        {", \"turns\": [\n         {\"role\": \"inwoner\", \"question\": {\"nl\": \"Wat wil "
         "je?\"}, \"minutes\": 3},\n"
         "         {\"role\": \"manager\", \"question\": {\"nl\": \"Wat kan?\"}, \"minutes\": 4}]",
         "@"},
    };
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        int line, column;
        Err err;
        Scene *scene;
        char *text = scene_sample_broken(scene_sample, edges[i][0], edges[i][1], &line, &column);
        FaultList faults = load(text, &scene, &err);
        if (err) print_error("edge <%s>: %s\n", edges[i][1], faults.items[0].text);
        assert_int_equal(err, ERR_NONE);
        scene_destroy(scene);
        fault_list_finish(&faults);
        free(text);
    }
}

static void test_choose_from_all_blocks(void **state) {
    (void)state;
    int line, column;
    Err err;
    Scene *scene;
    char *text = scene_sample_broken(scene_sample, ", \"from\": [\"tuin\", \"keuken\"]", "@", &line,
                                     &column);
    FaultList faults = load(text, &scene, &err);
    assert_int_equal(err, ERR_NONE);
    assert_int_equal(scene->programmes[0].parts[3].from, 7);
    scene_destroy(scene);
    fault_list_finish(&faults);
    free(text);
}

static void test_all_faults_come_at_once_in_order(void **state) {
    (void)state;
    static const char *const mistakes[][2] = {
        {"\"kind\": \"harvest\"", "\"kind\": @\"harvset\""},
        {"\"block\": \"keuken\"", "\"block\": @\"kelder\""},
        {"\"minutes\": 30", "\"minutes\": @0"},
        {"[600, 300], [300, 300]]", "[600, 300], @[300, 3000]]"},
        {"\"#0072b2\"", "@\"#aaccff\""},
        {"\"De proef\"", "@\"\""},
    };
    enum { COUNT = sizeof mistakes / sizeof *mistakes };
    int lines[COUNT], columns[COUNT];
    char *text = NULL;
    for (int i = 0; i < COUNT; i++) {
        char *next = scene_sample_broken(text ? text : scene_sample, mistakes[i][0], mistakes[i][1],
                                         &lines[i], &columns[i]);
        free(text);
        text = next;
    }
    Err err;
    Scene *scene;
    FaultList faults = load(text, &scene, &err);
    assert_int_equal(err, ERR_REFUSED);
    assert_null(scene);
    assert_int_equal(faults.total, COUNT);
    for (int i = 0; i < COUNT; i++) {
        assert_int_equal(faults.items[i].line, lines[COUNT - 1 - i]);
        assert_int_equal(faults.items[i].column, columns[COUNT - 1 - i]);
    }
    fault_list_finish(&faults);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_sample_is_good),
        cmocka_unit_test(test_edges_are_good),
        cmocka_unit_test(test_choose_from_all_blocks),
        cmocka_unit_test(test_each_fault_is_said_once_and_in_its_place),
        cmocka_unit_test(test_all_faults_come_at_once_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
