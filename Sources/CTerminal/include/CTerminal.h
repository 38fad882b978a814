// What the terminal needs of the system and Swift cannot do safely: signal handlers, the wake pipe, restoring the
// terminal when the program crashes. One terminal a process; all state is static because handlers need it.
#ifndef CTERMINAL_H
#define CTERMINAL_H

#include <stdint.h>

// Bits of ct_take_events.
enum {
  CT_WOKEN = 1,
  CT_RESIZED = 2,
  CT_END = 4,
  CT_STOP = 8,
  CT_CONTINUED = 16,
};

/// Remembers the settings of the terminal and opens the wake pipe. Returns 0, or -1 with errno.
int ct_open(int input, int output);
/// Handlers for signals that end, stop or resize, and for crashes. Safe to call again.
void ct_install_signals(void);
/// Puts back the handlers that were there before.
void ct_remove_signals(void);

/// The end of the pipe to poll.
int ct_wake_descriptor(void);
/// Wakes the poll; safe from any thread and from handlers.
void ct_wake(void);
/// Empties the pipe and returns what happened since the last call.
int ct_take_events(void);
/// Asks to end as a signal does; async-signal-safe.
void ct_end(int number);
/// The signal that asked to end, 0 for none.
int ct_end_signal(void);

/// What to write to the terminal if the program ends without closing it properly.
void ct_set_restore(const char *bytes, int count);
/// Writes these bytes and the remembered settings, once; only async-signal-safe calls.
void ct_restore(void);
/// Puts back the remembered settings only.
void ct_restore_settings(void);
/// Forgets them: the terminal is closed.
void ct_close(void);

/// Turns off what cbreak leaves on: flow control by Ctrl-S, the keys of extended input, and those that send signals.
void ct_refine_input(int input);
/// Said when the program waits for keys.
void ct_listen(void);
/// Said when the program has something to do. If it does not listen again within half a second, Ctrl-C is a signal
/// until then, so that a program that hangs can be ended.
void ct_work(void);
/// Columns and rows of the window. Returns 0, or -1.
int ct_window_size(int output, int *columns, int *rows);
/// Stops the whole job as Ctrl-Z does and returns when it is continued.
void ct_stop_job(void);

/// Sends standard error to a file, or keeps it in memory if the path is NULL, as long as it is the terminal.
void ct_capture_errors(const char *path);
/// Undoes that and prints what was kept in memory.
void ct_release_errors(void);

/// Milliseconds of a clock that never goes back.
int64_t ct_milliseconds(void);
/// Columns of a character as the C library, and so ncurses, counts them; -1 if it cannot be printed.
int ct_character_width(uint32_t character);
/// Takes over the character set of a locale, and UTF-8 where `utf8` says that the user has it but the C library does not
/// know the locale. Returns 1 if characters are now UTF-8.
int ct_prepare_locale(const char *locale, int utf8);
/// Writes all bytes, waiting where needed. Returns 0, or -1 if the terminal is gone.
int ct_write_all(int descriptor, const void *bytes, long count);

/// Lets what is written to a descriptor go to memory. Returns 0, or -1 if it still goes where it went.
int ct_begin_frame(int descriptor);
/// Lets it go to an output again. Returns how many bytes came meanwhile.
long ct_end_frame(int descriptor, int output);
/// Takes these bytes; returns how many were there.
long ct_read_frame(void *bytes, long count);

#endif
