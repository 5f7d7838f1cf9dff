#ifndef CLOCK_SHIM_H
#define CLOCK_SHIM_H

/// Returns the current shift of the wall clock in seconds.
long wall_clock_offset(void);

#endif
