#define _GNU_SOURCE
#include "CTerminal.h"
#include "state.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int wake_pipe[2] = {-1, -1};
static atomic_int events;
static atomic_int end_signal;
static atomic_llong first_end;

static const int ordinary[] = {SIGWINCH, SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGALRM};
static const int fatal[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
enum { ORDINARY = sizeof ordinary / sizeof *ordinary, FATAL = sizeof fatal / sizeof *fatal };
static struct sigaction before_ordinary[ORDINARY], before_fatal[FATAL];
static int installed;

int ct_open_pipe(void) {
  return wake_pipe[0] >= 0 ? 0 : pipe2(wake_pipe, O_CLOEXEC | O_NONBLOCK);
}

int ct_wake_descriptor(void) { return wake_pipe[0]; }

static void announce(int bit) {
  // Who finds the bit set already need not write again; that keeps the pipe from filling up.
  if (atomic_fetch_or(&events, bit) & bit) return;
  int saved = errno;
  ssize_t ignored = write(wake_pipe[1], "", 1);
  (void)ignored;
  errno = saved;
}

void ct_wake(void) { announce(CT_WOKEN); }

int ct_take_events(void) {
  char bytes[64];
  while (read(wake_pipe[0], bytes, sizeof bytes) > 0) {
  }
  int taken = atomic_exchange(&events, 0);
  if (taken & CT_END) atomic_store(&first_end, 0);
  return taken;
}

int ct_end_signal(void) { return atomic_load(&end_signal); }

void ct_end(int number) {
  atomic_store(&end_signal, number);
  long long now = ct_milliseconds(), none = 0;
  if (!atomic_compare_exchange_strong(&first_end, &none, now) && now - none > 500) {
    // Nobody took the first request for half a second: the program hangs, and the user wants out.
    ct_restore();
    signal(number, SIG_DFL);
    raise(number);
    return;
  }
  announce(CT_END);
}

static void on_signal(int number) {
  switch (number) {
  case SIGWINCH: announce(CT_RESIZED); break;
  case SIGTSTP: announce(CT_STOP); break;
  case SIGCONT: announce(CT_CONTINUED); break;
  case SIGALRM: ct_notice_hang(); break;
  default: ct_end(number);
  }
}

static void on_fatal(int number) {
  ct_restore();
  // Not to the handler of the language runtime: its crash reporter waits for a key, and the shell with it.
  signal(number, SIG_DFL);
  // Blocked until this handler returns; then the system ends the program as it would have without us.
  raise(number);
}

static void install(int number, void (*handler)(int), int flags, struct sigaction *before) {
  struct sigaction action = {0};
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigfillset(&action.sa_mask);
  sigaction(number, &action, before);
}

static void give_fatal_a_stack(void) {
  // A stack overflow leaves no room for a handler on the stack that overflowed.
  static char room[65536];
  stack_t current;
  if (sigaltstack(NULL, &current) != 0 || !(current.ss_flags & SS_DISABLE)) return;
  stack_t own = {.ss_sp = room, .ss_size = sizeof room};
  sigaltstack(&own, NULL);
}

void ct_install_signals(void) {
  give_fatal_a_stack();
  for (int index = 0; index < ORDINARY; index++)
    install(ordinary[index], on_signal, SA_RESTART, installed ? NULL : &before_ordinary[index]);
  for (int index = 0; index < FATAL; index++)
    install(fatal[index], on_fatal, SA_ONSTACK, installed ? NULL : &before_fatal[index]);
  if (!installed) {
    atomic_store(&events, 0);
    atomic_store(&end_signal, 0);
    atomic_store(&first_end, 0);
  }
  installed = 1;
}

void ct_remove_signals(void) {
  if (!installed) return;
  for (int index = 0; index < ORDINARY; index++) sigaction(ordinary[index], &before_ordinary[index], NULL);
  for (int index = 0; index < FATAL; index++) sigaction(fatal[index], &before_fatal[index], NULL);
  installed = 0;
}

void ct_stop_job(void) {
  signal(SIGTSTP, SIG_DFL);
  sigset_t stop, before;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  pthread_sigmask(SIG_UNBLOCK, &stop, &before);
  kill(0, SIGTSTP);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  ct_install_signals();
}
