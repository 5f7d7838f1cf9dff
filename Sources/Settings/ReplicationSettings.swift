public import Input

/// The engine to which `record` replicates its archive.
public struct ReplicationSettings: Hashable, Sendable {
    /// The address of the engine; `nil` to replicate to none.
    public var address: EngineAddress?
    /// Where the password is stored; `nil` if there is none, or if the address says where.
    public var password: Authorization?

    public init() {}
}
