// What the heap can be told, which the module of the C library leaves out.
#include <malloc.h>
