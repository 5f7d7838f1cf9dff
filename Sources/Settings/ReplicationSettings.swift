public import Foundation
public import Input

/// The engine to which `record` replicates its archive.
public struct ReplicationSettings: Hashable, Sendable {
    /// The address of the engine; `nil` to replicate to none.
    public var address: EngineAddress?
    /// Where the password is stored; `nil` if there is none, or if the address says where.
    public var password: Authorization?

    public init() {}

    /// Returns where the password for an engine is stored: at the location that its address names, or at that of the
    /// setting if the address leads to the same data and user; `nil` if there is none.
    public func password(for engine: EngineAddress, folder: URL) -> Authorization? {
        if let location = engine.password { return Authorization(location, folder: folder) }
        return engine.location == address?.location && engine.user == address?.user ? password : nil
    }
}
