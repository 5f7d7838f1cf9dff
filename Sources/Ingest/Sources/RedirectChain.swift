import CCurl
import Foundation

/// The redirects of one fetch: asked by the fetch in C, on its own thread, and decided by the policy.
final class RedirectChain {
    private var policy = RedirectPolicy()
    private var last: (from: String, to: String?) = ("", nil)
    /// Why the last redirect was refused.
    private var reason: String?

    /// Has a request ask this chain, which must outlive the fetch.
    func decide(for request: inout fetch_request) {
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

    /// What is said of a redirect that was refused.
    var refusal: String? {
        reason.map { reason in
            "redirect from \(last.from)\(last.to.map { " to \($0)" } ?? "") refused: \(reason)"
        }
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> RedirectChain? {
        context.map { Unmanaged<RedirectChain>.fromOpaque($0).takeUnretainedValue() }
    }

    private func mayFollow(_ from: fetch_place, _ to: fetch_place?) -> Bool {
        last = (Self.label(from), to.map(Self.label))
        guard let to, let toOrigin = Self.origin(to), let fromOrigin = Self.origin(from) else {
            reason = "it leads to no address in http or https"
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

    private static func origin(_ place: fetch_place) -> RedirectPolicy.Origin? {
        place.origin.flatMap { RedirectPolicy.Origin(String(cString: $0)) }
    }

    /// Without what may be secret.
    private static func label(_ place: fetch_place) -> String {
        guard let address = place.address, let url = URL(string: String(cString: address)) else {
            return place.origin.map { String(cString: $0) } ?? ""
        }
        return SourceName.web(url).label
    }
}
