// Shared by the C files, not with Swift.
#ifndef CTERMINAL_STATE_H
#define CTERMINAL_STATE_H

int ct_open_pipe(void);
/// Standard error back to where it went, and what was kept is printed; async-signal-safe.
void ct_replay_errors(void);

/// The program has not listened for half a second: Ctrl-C is a signal until it does. Async-signal-safe.
void ct_notice_hang(void);

#endif
