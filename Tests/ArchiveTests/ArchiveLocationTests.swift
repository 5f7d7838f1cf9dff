import TestSupport
import Testing

@testable import Archive

@Suite("Changes to the files of an open archive")
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

    private static func openedFiles(name: String = path) -> OpenedArchiveFiles {
        OpenedArchiveFiles(name: name, path: path, main: FileIdentity(device: 1, inode: 10)) { opened[$0] ?? .missing }
    }

    private static func location(_ changes: [String: FileLookup], name: String = path) -> ArchiveLocation {
        let now = opened.merging(changes) { $1 }
        return openedFiles(name: name).location { now[$0] ?? .missing }
    }

    private static let other = FileLookup.found(FileIdentity(device: 1, inode: 99))

    @Test(
        "ArchiveLocation detects a missing, replaced, unmounted or unreachable archive and a lost log",
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
            // A change to the archive itself takes precedence over its log.
            ([path: .missing, path + "-wal": .missing], .missing),
            // The mount point exists on the root file system.
            (
                [path: .missing, "/data/charts": .missing, "/data": .found(FileIdentity(device: 2, inode: 7))],
                .unmounted
            ),
            ([path: .missing, "/data/charts": .found(FileIdentity(device: 2, inode: 8))], .unmounted),
        ] as [([String: FileLookup], ArchiveLocation)]
    )
    func changes(_ changes: [String: FileLookup], _ expected: ArchiveLocation) {
        #expect(Self.location(changes) == expected)
    }

    @Test("a deleted or changed symbolic link to an open archive is reported as redirected")
    func link() {
        #expect(Self.location([:], name: "/link.sqlite") == .unchanged)
        #expect(Self.location(["/link.sqlite": Self.other], name: "/link.sqlite") == .redirected)
        #expect(Self.location(["/link.sqlite": .missing], name: "/link.sqlite") == .redirected)
    }

    @Test("a recovered archive's file name contains the date and, if that name is taken, a number")
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
        "opening an archive that is marked as open gives a warning if it has no log and no writer",
        arguments: [
            (
                OpenMarker.Siblings(logBytes: nil, hasLock: false, isBeingWritten: false),
                "was copied from an open archive without"
            ),
            (.init(logBytes: 0, hasLock: false, isBeingWritten: false), "was copied from an open archive without"),
            (.init(logBytes: 4096, hasLock: false, isBeingWritten: false), nil),
            (.init(logBytes: nil, hasLock: true, isBeingWritten: false), "was not closed cleanly"),
            (.init(logBytes: 0, hasLock: true, isBeingWritten: false), nil),
            (.init(logBytes: nil, hasLock: true, isBeingWritten: true), nil),
        ] as [(OpenMarker.Siblings, String?)]
    )
    func marks(_ siblings: OpenMarker.Siblings, _ expected: String?) {
        let warning = OpenMarker.warning(siblings)
        #expect((warning == nil) == (expected == nil))
        if let expected { #expect(warning?.hasPrefix(expected) == true) }
    }

    @Test("a network file system is recognized by its type in the mount table")
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
