import Market
import Transport

/// A web page that couldn't be opened.
struct UnopenedPage: Sendable {
    let address: String
    let reason: String
}

/// The desktop's web browser, started with `open` on macOS and `xdg-open` elsewhere.
struct Browser {
    let environment: [String: String]

    #if canImport(Darwin)
        private static let opener = "open"
    #else
        private static let opener = "xdg-open"
    #endif

    /// Opens a web page, without waiting for the browser.
    ///
    /// - Parameter failed: A closure that is called on another thread with the reason if the browser fails later.
    /// - Returns: The reason why the page can't be opened; `nil` if the browser was started.
    func open(_ address: String, failed: @escaping @Sendable (String) -> Void) -> String? {
        if let reason = missingDesktop { return reason }
        do throws(SystemError) {
            try BackgroundProgram.start([Self.opener, address], environment: environment) { status in
                failed("\(Self.opener) failed (\(status))")
            }
            return nil
        } catch {
            return "can't start \(Self.opener): \(error.message)"
        }
    }

    /// The reason why no desktop browser is available; `nil` if one is. Without a desktop, `xdg-open` would start a
    /// text browser in this terminal.
    private var missingDesktop: String? {
        func isSet(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
        if isSet("SSH_CONNECTION") || isSet("SSH_TTY") { return "can't open a browser over SSH" }
        #if !canImport(Darwin)
            if !isSet("DISPLAY"), !isSet("WAYLAND_DISPLAY") { return "can't open a browser without a desktop session" }
        #endif
        return nil
    }
}
