// A disk in memory behind the table of file operations, that can lose its power. What was not synced
// is then dropped, torn in sectors of 512 bytes and reordered, by a seed: of a file each sector that
// changed since its last sync is old or new; of a folder each change since its last sync is there or
// not. Paths begin with "/"; there is one disk at a time.
#ifndef PP_TESTS_SUPPORT_SIM_DISK_H
#define PP_TESTS_SUPPORT_SIM_DISK_H

#include <stdint.h>

void sim_disk_start(void);  // empty, in place of the system's files
void sim_disk_stop(void);   // the system's again; forgets everything

// The power fails at call number `at` (from 1; 0: never), before it is done: from then on every
// operation fails with EIO.
void sim_disk_cut_power_at(int at);
int sim_disk_calls(void);

// The sync number `at` (from 1) fails with EIO once, and as Linux does it the pages that it should
// have written count as written: a later sync that succeeds leaves them out.
// later: the power fails that many calls afterwards (0: never).
void sim_disk_fail_sync_at(int at, int later);
int sim_disk_syncs(void);

// The power comes back: what is there now is what survived. All descriptors are gone.
void sim_disk_restart(uint64_t seed);

int sim_disk_open_files(void);  // descriptors that are open

#endif
