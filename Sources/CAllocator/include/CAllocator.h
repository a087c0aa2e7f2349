#ifndef CALLOCATOR_H
#define CALLOCATOR_H

/// Gives every block of 128 KiB and more back to the system as soon as it is free.
///
/// By default glibc keeps such blocks once one was freed, so that a single burst of large requests
/// makes the process large for good. Does nothing where the C library is another.
void allocator_return_large_blocks(void);

#endif
