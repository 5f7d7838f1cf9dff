import Foundation
public import Input
import Synchronization
import Transport

/// A ClickHouse server on a loopback port, with its data in a temporary folder.
public final class ClickHouseServer: Sendable {
    /// The path of the server; `nil` if it isn't installed.
    public static let program = ["/usr/sbin/clickhouse-server", "/usr/bin/clickhouse-server"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }
    /// Whether tests with a server can run.
    public static var isInstalled: Bool { program != nil }
    public static let missing = "clickhouse-server isn't installed (Debian package clickhouse-server)"

    /// A user who may only read.
    public static let reader = "reader"
    public static let readerPassword = "pass phrase:&"

    private let folder: TemporaryFolder
    /// The id of the server's process; `nil` if it isn't running. Foundation's `Process` isn't used, because waiting for
    /// its end can block forever if other processes are started at the same time.
    private let process: Mutex<pid_t?>
    /// Kills the server if this process ends without doing so, for example after a precondition failed.
    private let watchdog = Mutex<Watchdog?>(nil)
    public let port: Int

    /// Starts a server and waits until it responds.
    public init() throws {
        folder = try TemporaryFolder()
        port = try Self.freePort()
        for name in ["data", "tmp"] {
            try FileManager.default.createDirectory(
                at: folder.url.appendingPathComponent(name),
                withIntermediateDirectories: true
            )
        }
        let path = folder.url.path
        try folder.write(
            """
            <yandex><logger><level>error</level><console>1</console></logger>
            <http_port>\(port)</http_port><listen_host>127.0.0.1</listen_host>
            <path>\(path)/data/</path><tmp_path>\(path)/tmp/</tmp_path>
            <users_config>\(path)/users.xml</users_config><default_profile>default</default_profile>
            <default_database>default</default_database><mark_cache_size>16777216</mark_cache_size>
            <timezone>America/New_York</timezone></yandex>
            """,
            to: "config.xml"
        )
        let user = "<networks><ip>127.0.0.1</ip></networks><quota>default</quota>"
        try folder.write(
            """
            <yandex><profiles><default></default><readonly><readonly>2</readonly></readonly></profiles>
            <users><default><password></password>\(user)<profile>default</profile></default>
            <\(Self.reader)><password>pass phrase:&amp;</password>\(user)<profile>readonly</profile></\(Self.reader)></users>
            <quotas><default></default></quotas></yandex>
            """,
            to: "users.xml"
        )
        process = Mutex(nil)
        try start()
    }

    /// The address of a database on the server, for the user `default`.
    public func address(_ database: String = "launchtop") throws -> EngineAddress {
        try EngineAddress.parse("clickhouse://127.0.0.1:\(port)/\(database)")
    }

    /// Starts the server again after ``kill()``.
    public func start() throws {
        let log = folder.url.appendingPathComponent("log")
        try spawn(log: log.path)
        let end = ContinuousClock.now + .seconds(60)
        while (try? query("SELECT 1")) != "1\n" {
            guard ContinuousClock.now < end else {
                let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
                throw ClickHouseServerError(description: "clickhouse-server doesn't respond: \(text.suffix(500))")
            }
            usleep(20_000)
        }
    }

    private func spawn(log: String) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, log, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        let program = Self.program ?? "clickhouse-server"
        let words = [program, "--config-file=\(folder.url.appendingPathComponent("config.xml").path)"]
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var id = pid_t()
        guard posix_spawn(&id, program, &actions, nil, &arguments, environ) == 0 else {
            throw ClickHouseServerError(description: "\(program) can't be started")
        }
        process.withLock { $0 = id }
        let watchdog = try Watchdog(killing: id)
        self.watchdog.withLock { $0 = watchdog }
    }

    /// Does what the end of this process does: the watchdog kills the server.
    public func loseParent() { watchdog.withLock { $0?.loseParent() } }

    /// Whether the server's process has ended, which is then no longer a child of this process.
    public var hasEnded: Bool {
        process.withLock { process in
            guard let id = process else { return true }
            var status: Int32 = 0
            guard waitpid(id, &status, WNOHANG) == id else { return false }
            process = nil
            return true
        }
    }

    /// Ends the server without giving it time to shut down.
    public func kill() {
        // The watchdog ends first, because another process may get the id of the server.
        watchdog.withLock { watchdog in
            watchdog?.end()
            watchdog = nil
        }
        process.withLock { process in
            guard let id = process else { return }
            Foundation.kill(id, SIGKILL)
            var status: Int32 = 0
            while waitpid(id, &status, 0) < 0, errno == EINTR {}
            process = nil
        }
    }

    /// Stops the server from responding until ``resume()``. Connections stay open.
    public func pause() { signal(SIGSTOP) }

    public func resume() { signal(SIGCONT) }

    private func signal(_ number: Int32) {
        process.withLock { process in _ = process.map { Foundation.kill($0, number) } }
    }

    /// Runs a statement as the user `default`, and returns its result as tab-separated text.
    @discardableResult
    public func query(_ statement: String) throws -> String {
        guard let url = URL(string: "http://127.0.0.1:\(port)/") else { return "" }
        let request = FetchRequest(
            posting: Data(statement.utf8),
            as: "text/plain",
            to: url,
            named: "clickhouse-server",
            authorization: nil
        )
        return String(decoding: try transport.blockingResponse(to: request).body, as: UTF8.self)
    }

    private let transport = WebTransport(problem: { String(decoding: $0, as: UTF8.self) })

    deinit { kill() }

    /// Returns a port that is free now. The server can't choose one itself.
    private static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(descriptor, pointer, size) == 0 ? getsockname(descriptor, pointer, &size) : -1
            }
        }
        guard result == 0 else { throw ClickHouseServerError(description: "no free port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}

/// A child process that kills another one when this process ends, however it ends. It waits for the end of a pipe.
private struct Watchdog {
    private let id: pid_t
    private var pipe: Int32?

    init(killing server: pid_t) throws {
        var ends: [Int32] = [-1, -1]
        guard Foundation.pipe(&ends) == 0 else { throw ClickHouseServerError(description: "no pipe for a watchdog") }
        // If other processes had the end for writing, the watchdog would wait for them, too.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
        let words = ["/bin/sh", "-c", "trap '' INT TERM HUP; read line; kill -9 \(server)"]
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var id = pid_t()
        guard posix_spawn(&id, words[0], &actions, nil, &arguments, environ) == 0 else {
            close(ends[1])
            throw ClickHouseServerError(description: "\(words[0]) can't be started")
        }
        (self.id, pipe) = (id, ends[1])
    }

    mutating func loseParent() {
        if let pipe { close(pipe) }
        pipe = nil
    }

    mutating func end() {
        Foundation.kill(id, SIGKILL)
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        loseParent()
    }
}

struct ClickHouseServerError: Error, CustomStringConvertible {
    let description: String
}
