// What the bar says of saving, and where else a meeting can be saved when its folder refuses.
#include "app/app.h"

#include "base/i18n.h"
#include "base/str.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *reason_sentence(RecordReason reason) {
    switch (reason) {
    case REASON_NONE: return "";
    case REASON_DISK_FULL:
        return _("The disk is full. Remove something from it, or save in another folder.");
    case REASON_READ_ONLY: return _("The disk cannot be written to. Save in another folder.");
    case REASON_NO_RIGHTS:
        return _("This program may not write in the data folder. Save in another folder.");
    case REASON_GONE:
        return _("The data folder is not there any more. Put the disk or stick back, or save in "
                 "another folder.");
    case REASON_IO_ERROR:
        return _("The disk gives errors. Save in another folder, and have this disk looked at.");
    case REASON_OTHER: break;
    }
    return _("Saving does not work. Save in another folder.");
}

static void add_folder(App *app, const char *path, const char *name) {
    Shell *shell = &app->shell;
    if (shell->folder_count >= FOLDERS_MAX || access(path, W_OK | X_OK) != 0) return;
    int i = shell->folder_count++;
    (void)snprintf(app->folder_paths[i], sizeof app->folder_paths[i], "%s/praatplaat", path);
    (void)snprintf(app->folder_names[i], sizeof app->folder_names[i], "%s", name);
    app->folder_list[i] = app->folder_names[i];
}

// Sticks and disks are mounted under /media/<user>, /run/media/<user> or /mnt.
static void add_mounts(App *app, const char *under) {
    DIR *dir = opendir(under);
    if (!dir) return;
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        if (entry->d_name[0] == '.') continue;
        char path[400];
        (void)snprintf(path, sizeof path, "%s/%s", under, entry->d_name);
        add_folder(app, path, entry->d_name);
    }
    (void)closedir(dir);
}

static void find_folders(App *app) {
    app->shell.folders = app->folder_list;
    app->shell.folder_count = 0;
    const char *home = getenv("HOME"), *user = getenv("USER");
    char path[300];
    for (int i = 0; i < 2 && user && *user; i++) {
        (void)snprintf(path, sizeof path, i ? "/run/media/%s" : "/media/%s", user);
        add_mounts(app, path);
    }
    add_mounts(app, "/mnt");
    if (home && *home) {
        (void)snprintf(path, sizeof path, "%s/Documents", home);
        add_folder(app, path, _("Documents"));
        add_folder(app, home, _("Home folder"));
    }
    add_folder(app, "/var/tmp", _("This computer, for the time being"));
}

// The folder that was chosen, once it has answered.
static void move_look(App *app) {
    Err err;
    ErrInfo info = {.text = ""};
    if (!record_move_ended(app->record, &err, &info)) return;
    if (err != ERR_NONE) {
        app_toast(app, _("That folder does not work either. Choose another one."), 0);
        return;
    }
    (void)str_copy(app->data_dir, sizeof app->data_dir, app->moving_to);
    app_toast(app, _("From now on everything is saved there."), 0);
}

void save_look(App *app) {
    Shell *shell = &app->shell;
    SaveLook before = shell->save;
    shell->save_reason = "";
    if (!app->record) {
        shell->save = SAVE_NONE;
        return;
    }
    move_look(app);
    RecordStatus status = record_status(app->record);
    switch (status.state) {
    case RECORD_SAVED: shell->save = SAVE_SAVED; break;
    case RECORD_SAVING: shell->save = SAVE_SAVING; break;
    case RECORD_LOOK_ONLY: shell->save = SAVE_LOOK_ONLY; break;
    case RECORD_FAILED:
        shell->save = SAVE_FAILED;
        shell->save_reason = reason_sentence(status.reason);
        if (before != SAVE_FAILED) find_folders(app);
        break;
    }
}

bool save_move(App *app, int folder) {
    if (!app->record || folder < 0 || folder >= app->shell.folder_count) return false;
    if (!record_move_begin(app->record, app->folder_paths[folder])) {
        app_toast(app, _("The folder chosen before has not answered yet. Wait a moment."), 0);
        return false;
    }
    (void)str_copy(app->moving_to, sizeof app->moving_to, app->folder_paths[folder]);
    return true;
}
