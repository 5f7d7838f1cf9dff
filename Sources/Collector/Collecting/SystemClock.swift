import Foundation
public import Market

/// The clocks of this machine.
public enum SystemClock {
    /// Returns the time of the wall clock.
    public static func now() -> Timestamp { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }

    /// Returns the seconds of a monotonic clock.
    public static func uptime() -> Int64 {
        #if os(Linux)
            // Includes the time that the machine was asleep, like systemUptime on Apple platforms.
            var time = timespec()
            if clock_gettime(CLOCK_BOOTTIME, &time) == 0 { return Int64(time.tv_sec) }
        #endif
        return Int64(ProcessInfo.processInfo.systemUptime)
    }
}
