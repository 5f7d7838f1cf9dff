import Foundation
import TestSupport
import Testing

@testable import Collector

@Suite("Messages to the service manager")
struct ServiceManagerTests {
    @Test(
        "the socket and the watchdog time come from the environment",
        arguments: [
            ([:], nil, false), (["NOTIFY_SOCKET": ""], nil, false), (["NOTIFY_SOCKET": "relative"], nil, false),
            (["NOTIFY_SOCKET": "/run/" + String(repeating: "a", count: 200)], nil, false),
            (["NOTIFY_SOCKET": "/run/notify"], nil, true), (["NOTIFY_SOCKET": "@notify"], nil, true),
            (["NOTIFY_SOCKET": "/run/notify", "WATCHDOG_USEC": "30000000"], .seconds(15), true),
            (["NOTIFY_SOCKET": "/run/notify", "WATCHDOG_USEC": "0"], nil, true),
            (["NOTIFY_SOCKET": "/run/notify", "WATCHDOG_USEC": "soon"], nil, true),
            (["NOTIFY_SOCKET": "/run/notify", "WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "7"], .seconds(1), true),
            (["NOTIFY_SOCKET": "/run/notify", "WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "8"], nil, true),
        ] as [([String: String], Duration?, Bool)]
    )
    func environment(environment: [String: String], interval: Duration?, isExpected: Bool) {
        let manager = ServiceManager(environment: environment, process: 7)
        #expect((manager != nil) == isExpected)
        #expect(manager?.aliveInterval == interval)
    }

    @Test("messages are received at the socket, and a status is one line")
    func messages() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appendingPathComponent("notify").path
        let receiver = try #require(DatagramReceiver(path))
        let manager = try #require(ServiceManager(environment: ["NOTIFY_SOCKET": path], process: 1))
        for message in [ServiceManager.Message.ready("a\nWATCHDOG=1"), .alive, .stopping] { manager.send(message) }
        #expect(receiver.next() == "READY=1\nSTATUS=a WATCHDOG=1")
        #expect(receiver.next() == "WATCHDOG=1")
        #expect(receiver.next() == "STOPPING=1")
    }

    @Test("a missing socket doesn't cause an error")
    func missing() throws {
        let manager = try #require(ServiceManager(environment: ["NOTIFY_SOCKET": "/nonexistent/notify"], process: 1))
        manager.send(.alive)
    }
}

/// A Unix socket that receives messages.
private struct DatagramReceiver {
    private let descriptor: Int32

    init?(_ path: String) {
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard descriptor >= 0, bound == 0 else { return nil }
    }

    /// Returns the next message; an empty string if none was sent.
    func next() -> String {
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}
