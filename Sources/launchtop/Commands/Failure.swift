/// Why a command ends without having done its work: one sentence, and exit status 1.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ sentence: String) { description = sentence }
}
