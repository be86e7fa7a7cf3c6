// A disk that fails only when it is waited for, put under a program by LD_PRELOAD: the system takes every write, and
// what became of them is known to fsync alone.
#include <cerrno>

extern "C" int fsync(int) {
  errno = EIO;
  return -1;
}
