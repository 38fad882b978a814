// One frame as a piece of memory: ncurses writes to its descriptor, which leads there while the frame is drawn.
#define _GNU_SOURCE
#include "CTerminal.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static int memory = -1;

int ct_begin_frame(int descriptor) {
  if (memory < 0) memory = memfd_create("frame", MFD_CLOEXEC);
  return memory >= 0 && dup3(memory, descriptor, O_CLOEXEC) >= 0 ? 0 : -1;
}

long ct_end_frame(int descriptor, int output) {
  dup3(output, descriptor, O_CLOEXEC);
  off_t count = lseek(memory, 0, SEEK_CUR);
  lseek(memory, 0, SEEK_SET);
  return count < 0 ? 0 : (long)count;
}

long ct_read_frame(void *bytes, long count) {
  ssize_t got = pread(memory, bytes, (size_t)count, 0);
  return got < 0 ? 0 : (long)got;
}
