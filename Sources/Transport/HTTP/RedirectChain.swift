import CCurl
import Foundation

/// A type that applies the redirect policy to one fetch. The C code calls it on the fetch's thread.
final class RedirectChain {
    /// A closure that returns the name of a URL in messages.
    private let name: @Sendable (URL) -> String
    private var policy = RedirectPolicy()
    private var last: (from: String, to: String?) = ("", nil)
    /// The reason why the last redirect was refused; `nil` if it wasn't.
    private var reason: String?

    init(name: @escaping @Sendable (URL) -> String) { self.name = name }

    /// Installs this chain's callbacks in a request. The chain must outlive the fetch.
    func install(in request: inout fetch_request) {
        request.context = Unmanaged.passUnretained(self).toOpaque()
        request.note_source = { context, address in
            guard let address else { return }
            RedirectChain.of(context)?.policy = RedirectPolicy(source: String(cString: address))
        }
        request.may_follow = { context, from, to in
            guard let from else { return false }
            return RedirectChain.of(context)?.mayFollow(from.pointee, to?.pointee) ?? false
        }
        request.may_connect = { context, address in
            guard let address else { return false }
            return RedirectChain.of(context)?.mayConnect(String(cString: address)) ?? false
        }
    }

    /// The message about a refused redirect; `nil` if none was refused.
    var refusal: String? {
        reason.map { reason in
            "redirect from \(last.from)\(last.to.map { " to \($0)" } ?? "") refused: \(reason)"
        }
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> RedirectChain? {
        context.map { Unmanaged<RedirectChain>.fromOpaque($0).takeUnretainedValue() }
    }

    private func mayFollow(_ from: fetch_place, _ to: fetch_place?) -> Bool {
        last = (label(from), to.map(label))
        guard let to, let toOrigin = Self.origin(to), let fromOrigin = Self.origin(from) else {
            reason = "the target is not an http or https URL"
            return false
        }
        reason = policy.refusal(from: fromOrigin, to: toOrigin)
        return reason == nil
    }

    private func mayConnect(_ address: String) -> Bool {
        guard let refusal = policy.refusal(of: address) else { return true }
        reason = refusal
        return false
    }

    private static func origin(_ location: fetch_place) -> RedirectPolicy.Origin? {
        location.origin.flatMap { RedirectPolicy.Origin(String(cString: $0)) }
    }

    /// Returns a URL without secrets.
    private func label(_ location: fetch_place) -> String {
        guard let address = location.address, let url = URL(string: String(cString: address)) else {
            return location.origin.map { String(cString: $0) } ?? ""
        }
        return name(url)
    }
}
