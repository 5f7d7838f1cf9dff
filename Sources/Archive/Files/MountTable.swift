/// Functions that read Linux's table of mounted file systems, `/proc/self/mountinfo`.
enum MountTable {
    private static let network: Set<Substring> = ["nfs", "nfs4", "cifs", "smb3", "9p"]

    /// Returns whether a device is a network file system.
    ///
    /// - Parameter text: The contents of `/proc/self/mountinfo`.
    static func isNetwork(device: UInt64, in text: String) -> Bool {
        // Decode the device number like the C library's `major` and `minor`.
        let major = (device >> 8) & 0xFFF | (device >> 32) & 0xFFFF_F000
        let minor = device & 0xFF | (device >> 12) & 0xFFFF_FF00
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 2, fields[2] == "\(major):\(minor)", let dash = fields.firstIndex(of: "-"),
                dash + 1 < fields.count
            else { continue }
            return network.contains(fields[dash + 1])
        }
        return false
    }
}
