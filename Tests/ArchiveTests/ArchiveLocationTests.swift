import TestSupport
import Testing

@testable import Archive

@Suite("Where an open archive is")
struct ArchiveLocationTests {
    private static let path = "/data/charts/history.sqlite"
    private static let opened: [String: FileLookup] = [
        path: .found(FileIdentity(device: 1, inode: 10)),
        path + "-wal": .found(FileIdentity(device: 1, inode: 11)),
        path + "-shm": .found(FileIdentity(device: 1, inode: 12)),
        "/data/charts": .found(FileIdentity(device: 1, inode: 5)),
        "/data": .found(FileIdentity(device: 1, inode: 4)),
        "/": .found(FileIdentity(device: 2, inode: 2)),
        "/link.sqlite": .found(FileIdentity(device: 1, inode: 10)),
    ]

    private static func trace(name: String = path) -> OpenedArchiveFiles {
        OpenedArchiveFiles(name: name, path: path, main: FileIdentity(device: 1, inode: 10)) { opened[$0] ?? .missing }
    }

    private static func place(_ changes: [String: FileLookup], name: String = path) -> ArchiveLocation {
        let now = opened.merging(changes) { $1 }
        return trace(name: name).place { now[$0] ?? .missing }
    }

    private static let other = FileLookup.found(FileIdentity(device: 1, inode: 99))

    @Test(
        "each change of the files has one name",
        arguments: [
            ([:], ArchiveLocation.unchanged),
            ([path: .missing], .missing),
            ([path: .missing, "/data/charts": .missing], .missing),
            ([path: other], .replaced),
            // The same inode number on another device is another file.
            ([path: .found(FileIdentity(device: 3, inode: 10))], .replaced),
            ([path: .failed(5)], .unreachable(5)),
            ([path + "-wal": .missing], .logLost),
            ([path + "-wal": other], .logLost),
            ([path + "-shm": .missing], .logLost),
            ([path + "-wal": .failed(13)], .unchanged),
            // The archive itself comes first.
            ([path: .missing, path + "-wal": .missing], .missing),
            // The mount point is there, on the disk of the root.
            (
                [path: .missing, "/data/charts": .missing, "/data": .found(FileIdentity(device: 2, inode: 7))],
                .unmounted
            ),
            ([path: .missing, "/data/charts": .found(FileIdentity(device: 2, inode: 8))], .unmounted),
        ] as [([String: FileLookup], ArchiveLocation)]
    )
    func changes(_ changes: [String: FileLookup], _ expected: ArchiveLocation) {
        #expect(Self.place(changes) == expected)
    }

    @Test("a link that leads elsewhere, or is gone, is not a change of the archive")
    func link() {
        #expect(Self.place([:], name: "/link.sqlite") == .unchanged)
        #expect(Self.place(["/link.sqlite": Self.other], name: "/link.sqlite") == .redirected)
        #expect(Self.place(["/link.sqlite": .missing], name: "/link.sqlite") == .redirected)
    }

    @Test("recovered archives are named by the day, and numbered")
    func names() {
        let day = Fixtures.day("2026-11-28")
        let names = RecoveredName.candidates(for: "/a.b/history.sqlite", on: day)
        #expect(
            names.prefix(2) == [
                "/a.b/history (recovered 2026-11-28).sqlite", "/a.b/history (recovered 2026-11-28 2).sqlite",
            ]
        )
        #expect(names.count == 100)
        #expect(RecoveredName.candidates(for: "/a.b/history", on: day)[0] == "/a.b/history (recovered 2026-11-28)")
        #expect(RecoveredName.candidates(for: "/.hidden", on: day)[0] == "/.hidden (recovered 2026-11-28)")
    }

    @Test(
        "a marked file is a copy where neither a log nor a lock file is next to it",
        arguments: [
            (OpenMarker.Surroundings(logBytes: nil, hasLock: false, isBeingWritten: false), "is a copy without"),
            (.init(logBytes: 0, hasLock: false, isBeingWritten: false), "is a copy without"),
            (.init(logBytes: 4096, hasLock: false, isBeingWritten: false), nil),
            (.init(logBytes: nil, hasLock: true, isBeingWritten: false), "was not closed in order"),
            (.init(logBytes: 0, hasLock: true, isBeingWritten: false), nil),
            (.init(logBytes: nil, hasLock: true, isBeingWritten: true), nil),
        ] as [(OpenMarker.Surroundings, String?)]
    )
    func marks(_ surroundings: OpenMarker.Surroundings, _ expected: String?) {
        let warning = OpenMarker.warning(surroundings)
        #expect((warning == nil) == (expected == nil))
        if let expected { #expect(warning?.hasPrefix(expected) == true) }
    }

    @Test("network folders are known by their mounts")
    func mounts() {
        let table = """
            22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
            40 22 0:51 / /mnt/share rw,relatime shared:1 - nfs4 server:/share rw
            """
        #expect(!MountTable.isNetwork(device: 254 << 8, in: table))
        #expect(MountTable.isNetwork(device: 51, in: table))
        #expect(!MountTable.isNetwork(device: 52, in: table))
    }
}
