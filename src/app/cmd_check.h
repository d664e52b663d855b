// `praatplaat check SCENE...`: every fault of every pack at once.
#ifndef PP_APP_CMD_CHECK_H
#define PP_APP_CMD_CHECK_H

// paths: of scene.json files or of their folders. assets_dir: the program's assets. Faults go to
// standard error, one a line, as path:line:column: what is wrong, and what would be right; "path:
// good" goes to standard output for a pack without faults. Returns the exit status: 0 when all are
// good, 1 when a pack has faults or cannot be read, 3 when memory ran out.
int cmd_check(int count, char **paths, const char *assets_dir);

#endif
