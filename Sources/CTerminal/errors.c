// Standard error while the screen is up: text from anywhere would land on the dashboard and be lost with it.
#define _GNU_SOURCE
#include "CTerminal.h"
#include "state.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static int original = -1;
static int memory = -1;

void ct_capture_errors(const char *path) {
  if (original >= 0 || !isatty(STDERR_FILENO)) return;
  int target = path ? open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
  if (target < 0) target = memory = memfd_create("errors", MFD_CLOEXEC);
  if (target < 0) return;
  original = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (original >= 0) dup2(target, STDERR_FILENO);
  if (target != memory) close(target);
}

void ct_replay_errors(void) {
  if (original < 0) return;
  dup2(original, STDERR_FILENO);
  if (memory < 0) return;
  // The end says most; a flood is not repeated.
  off_t size = lseek(memory, 0, SEEK_END);
  lseek(memory, size > 16384 ? size - 16384 : 0, SEEK_SET);
  char bytes[1024];
  ssize_t count;
  while ((count = read(memory, bytes, sizeof bytes)) > 0) {
    ssize_t ignored = write(STDERR_FILENO, bytes, (size_t)count);
    (void)ignored;
  }
}

void ct_release_errors(void) {
  ct_replay_errors();
  if (original >= 0) close(original);
  if (memory >= 0) close(memory);
  original = memory = -1;
}
