#ifndef CLOCK_SHIM_H
#define CLOCK_SHIM_H

/// Seconds by which the wall clock is moved just now.
long wall_clock_offset(void);

#endif
