// What a screen sees of the program, and how it asks for things. A screen turns the model into
// nodes (build) and what people do into commands (handle). It touches no file, no clock and no
// session: it reads the const pointers here and calls the functions of ShellOps.
//
// State has three homes: what must survive a restart is a command (shell_send); what may be lost on
// leaving the screen lives in the screen's own state struct (zeroed, then enter() is called); what
// can be derived is derived at every build.
#ifndef PP_SCREENS_SHELL_H
#define PP_SCREENS_SHELL_H

#include "base/i18n.h"
#include "model/compare.h"
#include "model/scene.h"
#include "model/session.h"
#include "model/tally.h"
#include "screens/plates.h"
#include "ui/ui.h"

typedef struct Shell Shell;

// -- screens ------------------------------------------------------------------------------------
typedef enum {
    SCREEN_POSTER,       // the poster to explore, at rest and in a meeting; a block opens on it
    SCREEN_NEW_SESSION,  // preparing a meeting
    SCREEN_SESSIONS,     // facilitator's menu: list of meetings
    SCREEN_SETTINGS,     // facilitator's menu: settings, about, exit
    SCREEN_MESSAGES,     // facilitator's menu: what the program said lately
    SCREEN_TROUBLE,      // a public place's screen when something is missing to begin with
    // In a meeting the place in the agenda decides which of these stands there (shell_meeting_screen).
    SCREEN_WELCOME,
    SCREEN_FOLLOWUP,  // the last meeting's open agreements
    SCREEN_CHOOSE,    // dots on the poster, reveal, picking the assignments
    SCREEN_READ,
    SCREEN_THINK,
    SCREEN_TALK,
    SCREEN_BOARD,
    SCREEN_VOTE,  // peil: ballots or hands, next person, reveal; also "how sure are we"
    SCREEN_AGREE,
    SCREEN_HARVEST,
    SCREEN_CLOSE,
    SCREEN_RESULTS,  // all meetings on the poster, outside a meeting
    SCREEN_COUNT
} ScreenId;

typedef struct {
    ScreenId id;
    size_t state_bytes;
    // All get the screen's own state. enter may be NULL.
    void (*enter)(void *state, Shell *shell);
    void (*build)(void *state, Shell *shell, Ui *ui);  // fills the area above the bar
    bool (*handle)(void *state, Shell *shell, const UiEvent *event);  // false: not for this screen
    bool (*back)(void *state, Shell *shell);  // "terug": true: taken (a panel closed); may be NULL
    const char *(*name)(const void *state,
                        const Shell *shell);  // for --inspect: a word such as "poster", "block"
    // The bar's one large button to the right ("Verder", "Klaar"…): label, or NULL for none. When
    // pressed the screen's handle gets UI_TAP with act.code ACT_NEXT. NULL here: the shell's own
    // (next step of the meeting).
    const char *(*next_label)(const void *state, const Shell *shell, bool *out_enabled);
    // That button begins or ends a meeting: a double tap that begins one goes no further, and no second half
    // ends one.
    bool ends;
    // Fills what lies above low reach, out of reach: nothing there can be touched. False: it has nothing to
    // show there, or no room, and the poster stands there. NULL: always the poster.
    bool (*build_beyond)(const void *state, Shell *shell, Ui *ui);
    // That button passes something by: it is there, and not what comes next. NULL: never.
    bool (*next_passes)(const void *state, const Shell *shell);
} ScreenClass;

extern const ScreenClass screen_poster, screen_new_session, screen_sessions, screen_settings,
    screen_messages, screen_trouble, screen_welcome, screen_followup, screen_choose, screen_read,
    screen_think, screen_talk, screen_board, screen_vote, screen_agree, screen_harvest,
    screen_close, screen_results;

enum {
    ACT_NEXT = 1,
    ACT_SCREEN = 100
};  // a screen's own act codes start at ACT_SCREEN; the shell's are below

// -- what a screen sees ---------------------------------------------------------------------------
typedef enum { SAVE_NONE, SAVE_SAVED, SAVE_SAVING, SAVE_FAILED, SAVE_LOOK_ONLY } SaveLook;

typedef struct {  // an earlier session, for lists and suggestions; strings borrowed
    const char *id, *place, *group, *programme, *delete_by;
    const char *previous;  // id of the meeting that it follows, or ""
    SessionState state;
    int64_t created_ms;
    int notes, votes, agreements, people;
    bool incomplete, damaged, newer, expired, imported;
} SessionBrief;

typedef enum { REACH_ALL, REACH_RIGHT, REACH_LEFT } Reach;  // the whole display, or its lower part

typedef struct {
    int text_percent;  // 80..200
    ThemeKind theme;
    bool reduced_motion;
    float display_inches;  // 0: the default
    int role_min;
    bool sound;
    int volume;           // 0 .. 100
    Reach reach;          // of this visitor: never saved
    float lower_edge_mm;  // of the screen above the floor; 0: the default
    int speech_percent;   // 60 .. 160: how fast is read aloud
    bool kiosk;           // read only
    bool can_shut_down;   // read only: the machine can be switched off from the menu
} ShellPrefs;

typedef enum { TROUBLE_NONE, TROUBLE_SCENE, TROUBLE_DATA } ShellTrouble;

typedef struct {           // what stands before the facilitator's menu in a public place
    bool set;              // there is a PIN; else it is chosen at the first use
    bool checking;         // the last digits are being looked at
    bool wrong;            // the last one was not it
    bool chosen, unsaved;  // a new one counts; and it could not be saved, so only until the end
    int wait_s;            // until the next try counts; 0: at once
    int tries_left;        // before that
} ShellPin;

typedef struct {         // the clock of the step the group is in
    bool exists;         // the step has minutes
    bool running, over;  // over: no time left; it goes on counting up
    int seconds;         // left; negative: over by so much
    int total;           // given, with what was added
} ShellTimer;

typedef enum {
    RESULTS_NONE,
    RESULTS_READING,
    RESULTS_READY,
    RESULTS_STOPPED,
    RESULTS_FAILED
} ResultsState;

typedef struct {  // all meetings over each other, read by a thread
    ResultsState state;
    int done, total;         // while they are read, or taken from a stick
    int faulty;              // cannot be read, and are not among them
    char faulty_id[64];      // the first of those
    bool choice;             // some meetings, not all
    bool importing;          // meetings are taken from a stick
    const Compare *compare;  // RESULTS_READY
} ShellResults;

// -- taking the outcome along ---------------------------------------------------------------------
typedef enum {
    TAKE_SUMMARY,
    TAKE_REPORT,
    TAKE_PAGE,
    TAKE_BOOK,
    TAKE_PICTURE,
    TAKE_CSV,
    TAKE_JSON,
    TAKE_FORMATS
} TakeFormat;
typedef enum { TAKE_CHOOSES, TAKE_RUNS, TAKE_DONE, TAKE_FAILED } TakeStage;
typedef enum {
    TAKE_FORMAT,  // value: TakeFormat, on or off
    TAKE_PLACE,   // value: index in places
    TAKE_START,
    TAKE_STOP,
    TAKE_HIDE,  // the sheet goes, the writing goes on; a toast tells the end
    TAKE_AGAIN,
    TAKE_EJECT,
    TAKE_CLOSE
} TakeAsk;

enum { TAKE_PLACES_MAX = 8 };

typedef struct {
    char name[128];
    bool stick, read_only, full;
    int64_t free_mb;
} TakePlace;

typedef struct {
    bool open;  // the sheet stands on the screen
    TakeStage stage;
    char name[300];    // of the meeting
    unsigned formats;  // bit i: TakeFormat i
    int notes, agreements, votes, stays;
    TakePlace places[TAKE_PLACES_MAX];
    int place_count, place;    // place: -1: none can be written
    bool on_stick;             // where it goes, or went
    char folder[300];          // as told; cut where it is longer
    int made, files;           // files made, of how many
    int64_t bytes, bytes_all;  // on the disk, of how many; bytes_all 0: still being made
    bool slow, stopping, ejecting, ejected;
    char said[300];  // at the end
} TakeAlong;

typedef struct {  // what a new meeting starts with; strings copied by start_session
    char place[EVENT_SHORT_MAX + 1], group[EVENT_SHORT_MAX + 1];
    int people[SCENE_ROLES_MAX];
    int programme;                          // index in the scene
    char previous[EVENT_ID_BYTES_MAX + 1];  // id of the meeting it follows, or ""
    int keep_days;                          // delete-by: today plus so many; default 365
    StaysDefault stays;                     // what stays here unless the group says otherwise
} NewSession;

typedef struct {
    // Checks, records and applies; false when refused: the sentence was shown as a toast. When the
    // event can be undone and `said` is not NULL, a toast with that text and "Ongedaan maken" comes.
    bool (*send)(void *app, const Event *command, const char *said);
    void (*go)(void *app, ScreenId screen);           // outside a meeting
    void (*go_place)(void *app, int item, int step);  // in a meeting; opens what belongs there
    void (*next)(void *app);                          // the meeting's next step, or next part
    void (*previous)(void *app);
    void (*home)(void *app);  // to the poster; a meeting stays open behind it
    bool (*start_session)(void *app,
                          const NewSession *wanted);  // records it and goes to its first part
    bool (*resume_session)(void *app, const char *id);
    void (*stop_session)(void *app);    // paused; can be resumed another day
    void (*finish_session)(void *app);  // closed for good, and to the poster
    void (*delete_session)(void *app, const char *id);
    bool (*export_session)(void *app,
                           const char *id);  // opens the sheet of shell->take for this meeting
    void (*take)(void *app, TakeAsk ask, int value);
    void (*toast)(void *app, const char *text);
    void (*set_prefs)(void *app, const ShellPrefs *prefs);
    void (*set_lang)(void *app, Lang lang);
    void (*timer_add)(void *app, int seconds);
    void (*timer_set)(void *app, int seconds);  // anew, running
    void (*timer_run)(void *app, bool run);
    const Session *(*load_session)(
        void *app,
        const char *id);  // an earlier one, to look at; NULL: cannot. Borrowed until the next call
    bool (*move_record)(void *app,
                        int folder);  // index in Shell.folders; says what happened by toast
    void (*results_read)(void *app, const char *const *ids, int count);  // no ids: all meetings
    void (*results_cancel)(void *app);
    void (*import_meetings)(void *app);  // from a stick; says what happened by toast
    void (*set_simple)(void *app, bool on);
    void (*read_aloud)(void *app);  // what stands on the screen; stops when it reads already
    void (*quit)(void *app);
    void (*retry)(void *app);                        // SCREEN_TROUBLE: is it there now?
    void (*shut_down)(void *app);                    // runs what the settings say
    void (*try_pin)(void *app, const char *digits);  // shell.pin and unlocked tell, a moment later
    void (*choose_pin)(void *app, const char *digits);  // the same
} ShellOps;

struct Shell {
    const ShellOps *ops;
    void *app;
    Ui *ui;
    const Scene *scene;      // NULL: see trouble
    const Session *session;  // NULL: no meeting is open
    const Session *earlier;  // the meeting that this one follows, to look at; NULL: none, or unread
    bool look_only;          // the meeting is open to look at
    Lang lang;
    ShellPrefs prefs;
    SaveLook save;
    const char *save_reason;     // a sentence for the facilitator while SAVE_FAILED; else ""
    const char *const *folders;  // other places to save in, while SAVE_FAILED: names for people
    int folder_count;
    ShellTimer timer;
    const TakeAlong *take;  // NULL: nothing is taken along
    const SessionBrief
        *briefs;  // the newest first; loaded when a screen that shows them is entered
    int brief_count;
    bool briefs_coming;             // they are being read: these are of before
    int briefs_done, briefs_total;  // and how far that is, once it takes long; else 0
    ShellResults results;
    uint32_t visited;  // bit i: blocks[i] was opened since the start or in this meeting
    int64_t utc_ms;    // wall clock at this build, for dates
    bool
        unlocked;  // the PIN was given, or none is needed, since the facilitator's menu was entered
    ShellPin pin;
    ShellTrouble trouble;  // then scene may be NULL, and only the menu and SCREEN_TROUBLE are shown
    bool can_read_aloud, reading;
    bool simple;  // simple mode: for this visitor, or this meeting
    ScreenId screen;
    int block;  // SCREEN_POSTER: the open block, or -1. Written by that screen through shell_open_block
};

// -- shorthands (shell.c) ---------------------------------------------------------------------------
bool shell_send(Shell *shell, Event command, const char *said);  // look_only: refused with a toast
const char *shell_text(const Shell *shell, const Text *text);    // in the language set
const AgendaItem *shell_item(const Shell *shell);             // where the group is; NULL: nowhere
const SceneAssignment *shell_assignment(const Shell *shell);  // of that item; NULL: none
const SceneStep *shell_step(const Shell *shell);              // of that item; NULL: none
const ScenePart *
shell_part(const Shell *shell);  // the programme's part of that item; NULL: unknown
// The assignments that the group is still to choose: how many; 0: none, or they are chosen. They will
// come behind the agenda's item at *out_after.
int shell_work_ahead(const Shell *shell, int *out_after);
ScreenId shell_meeting_screen(const Shell *shell);  // for where the group is
bool shell_in_meeting(const Shell *shell);
uint32_t
shell_role_rgb(const Shell *shell,
               int role);  // of the session's roles, by id in the scene; grey when unknown or -1
UiFigure shell_role_figure(const Shell *shell, int role);  // FIGURE_RING for -1
Paint shell_edge_of(
    const Shell *shell,
    uint32_t rgb);  // a light edge where rgb is hard to see on this theme's sheets; else COLOR_NONE
Paint shell_role_edge(const Shell *shell, int role);
Paint shell_role_tone(
    const Shell *shell,
    int role);  // its colour, made lighter where it is hard to see: for bars and hands
const char *shell_role_name(const Shell *shell, int role);  // short; "Zonder rol" for -1
int shell_scene_role(const Shell *shell,
                     int role);                  // index in the scene of a session's role, or -1
uint32_t shell_random(void);                     // non-zero, for ballot numbers
void shell_open_block(Shell *shell, int block);  // -1 closes; marks it visited

// Draws a role: its figure and, with name, its short name.
void shell_role_mark(Shell *shell, Ui *ui, int role, float mm);
void shell_role_tag(Shell *shell, Ui *ui, const char *id, int role);

// The poster as a view for any screen that shows it: opens ui_view with the scene's picture.
UiNode *shell_view_open(Shell *shell, Ui *ui, const char *id, UiView style);
// A block's zone and its label plate, with id "zone.<block>"; text in the poster's own type.
typedef struct {
    UiZoneLook look;
    Paint tint;
    float tint_part;
    bool visited;  // a small mark on the plate
    bool disabled;
    const char *value;
    UiAct act;
    const char *view;  // before its ids where a screen shows two posters: "left"; NULL: none
} ShellZone;
void shell_zone(Shell *shell, Ui *ui, int block, ShellZone zone);   // all zones first,
void shell_plate(Shell *shell, Ui *ui, int block, ShellZone zone);  // then all plates
float shell_plate_mm(const Shell *shell, int block);                // how tall that one is
// The block's zone with its plate: x, y, w, h in poster coordinates.
void shell_place(const Shell *shell, int block, float out[4]);
// A small plate that stands on the block's own one, for figures: opens "<view.><name>.<block>", whose
// texts are of *out_em_mm. To be closed with ui_close.
void shell_badge_open(Shell *shell, Ui *ui, const char *view, const char *name, int block,
                      const char *value, BadgePlace place, float *out_em_mm);
float shell_badge_type_mm(const Shell *shell);  // that em
#define BADGE_PAD_X 0.36f                       // parts of it, inside a badge
#define BADGE_PAD_Y 0.1f
#define BADGE_GAP 0.24f
// Where each block's badge stands in the view that was opened last; see plates_badges.
int shell_badges_plan(const Shell *shell, const PlateBadge *badges, int forms, BadgePlace *out);
float shell_plate_type_mm(const Shell *shell);  // the em of all of them

// A page's head: small over-line (may be NULL), title at TYPE_TITLE, and lead (may be NULL).
void shell_head(Ui *ui, const char *id, const char *over, const char *title, const char *lead);
// The same for what the whole room reads: the question stands at TYPE_DISPLAY, unless letters are so
// large that it would take the room of what is below. over may be NULL.
void shell_question(Ui *ui, const char *id, const char *over, const char *question);
// The least width, at most so many mm, at which a text in the middle has no more lines than it needs:
// they are about as long, and none is a word alone. No text has no lines.
float shell_even_mm(Ui *ui, const char *text, UiText style, float wide);
// The largest size, at most `from`, at which no word of the text is wider than so many mm.
TypeSize shell_fit_size(Ui *ui, const char *text, Weight weight, TypeSize from, float wide);
// Where a list is still empty: a large icon and what to do, in the middle of the room there is.
void shell_invite(Ui *ui, const char *id, const char *icon, const char *text);

#endif
