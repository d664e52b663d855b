// Standard input, output and error. Every program of ours makes sure of them before anything else, and
// says so when what it printed did not arrive.
#ifndef PP_BASE_STANDARD_FILES_H
#define PP_BASE_STANDARD_FILES_H

// Opens /dev/null for each that was closed when the program started; else the next file or the
// connection to the display would get its number, and a message would be written into it. A standard
// output of this kind cannot be written to, so that whoever prints notices. First thing in main.
void standard_files_open(void);

// For the end of a command that printed: status, or 3 and a sentence when standard output did not take
// all of it (a full disk, a closed one).
int standard_output_end(int status);

#endif
