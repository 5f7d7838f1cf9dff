import Canvas

/// Why a command ends without having done its work: one sentence, and exit status 1.
///
/// It may quote a file, so it is made fit for a terminal like all that is shown.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ sentence: String) { description = DisplayText(sentence).text }
}
