#define _GNU_SOURCE
#include "CTerminal.h"
#include "state.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/time.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

static struct termios before;
static int input_descriptor = -1, output_descriptor = -1;
static char restore_bytes[512];
static int restore_count;
static atomic_int is_open;
static atomic_int hangs;

/// Lets SIGALRM come after so many milliseconds; 0: not at all.
static void ring_in(int milliseconds) {
  struct itimerval alarm = {.it_value = {.tv_sec = 0, .tv_usec = milliseconds * 1000}};
  setitimer(ITIMER_REAL, &alarm, NULL);
}

int ct_open(int input, int output) {
  if (ct_open_pipe() != 0 || tcgetattr(input, &before) != 0) return -1;
  input_descriptor = input;
  output_descriptor = output;
  restore_count = 0;
  static int registered;
  if (!registered) registered = atexit(ct_restore) == 0;
  atomic_store(&is_open, 1);
  return 0;
}

void ct_set_restore(const char *bytes, int count) {
  if (count < 0 || count > (int)sizeof restore_bytes) return;
  memcpy(restore_bytes, bytes, (size_t)count);
  restore_count = count;
}

void ct_restore_settings(void) {
  if (input_descriptor >= 0) tcsetattr(input_descriptor, TCSANOW, &before);
}

void ct_restore(void) {
  if (!atomic_exchange(&is_open, 0)) return;
  int saved = errno;
  // A terminal that has stopped reading must not keep the program from ending.
  int flags = fcntl(output_descriptor, F_GETFL);
  fcntl(output_descriptor, F_SETFL, flags | O_NONBLOCK);
  int done = 0;
  for (int tries = 0; done < restore_count && tries < 20; tries++) {
    ssize_t wrote = write(output_descriptor, restore_bytes + done, (size_t)(restore_count - done));
    if (wrote > 0) done += (int)wrote;
    else if (errno == EAGAIN) {
      struct pollfd room = {.fd = output_descriptor, .events = POLLOUT};
      poll(&room, 1, 10);
    } else if (errno != EINTR) break;
  }
  fcntl(output_descriptor, F_SETFL, flags);
  ct_restore_settings();
  ct_replay_errors();
  errno = saved;
}

void ct_close(void) {
  atomic_store(&is_open, 0);
  ring_in(0);
  input_descriptor = output_descriptor = -1;
}

void ct_refine_input(int input) {
  struct termios settings;
  if (tcgetattr(input, &settings) != 0) return;
  settings.c_iflag &= ~(tcflag_t)(IXON | IXOFF | ISTRIP | INLCR | IGNCR);
  // Ctrl-C is a byte like others, so that one in pasted text does not end the program.
  settings.c_lflag &= ~(tcflag_t)(IEXTEN | ISIG);
  tcsetattr(input, TCSANOW, &settings);
}

/// Turns Ctrl-C, Ctrl-\ and Ctrl-Z into signals or into bytes.
static void make_signals(int on) {
  struct termios settings;
  if (input_descriptor < 0 || tcgetattr(input_descriptor, &settings) != 0) return;
  tcflag_t flags = on ? settings.c_lflag | ISIG : settings.c_lflag & ~(tcflag_t)ISIG;
  if (flags == settings.c_lflag) return;
  settings.c_lflag = flags;
  tcsetattr(input_descriptor, TCSANOW, &settings);
}

void ct_notice_hang(void) {
  int saved = errno;
  atomic_store(&hangs, 1);
  make_signals(1);
  errno = saved;
}

void ct_listen(void) {
  ring_in(0);
  if (atomic_exchange(&hangs, 0)) make_signals(0);
}

void ct_work(void) { ring_in(500); }

int ct_window_size(int output, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(output, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return -1;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return 0;
}

int64_t ct_milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int ct_character_width(uint32_t character) { return wcwidth((wchar_t)character); }

int ct_prepare_locale(const char *locale, int utf8) {
  // Only the character set: a comma as decimal sign would break what reads numbers.
  if (!setlocale(LC_CTYPE, locale)) setlocale(LC_CTYPE, "C");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return 1;
  return utf8 && setlocale(LC_CTYPE, "C.UTF-8") != NULL;
}

int ct_write_all(int descriptor, const void *bytes, long count) {
  const char *next = bytes;
  while (count > 0) {
    ssize_t wrote = write(descriptor, next, (size_t)count);
    if (wrote >= 0) {
      next += wrote;
      count -= wrote;
    } else if (errno == EAGAIN) {
      struct pollfd room = {.fd = descriptor, .events = POLLOUT};
      poll(&room, 1, 100);
    } else if (errno != EINTR) return -1;
  }
  return 0;
}
