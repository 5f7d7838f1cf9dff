import ArgumentParser
import Input
import Market

/// The address of an engine on the command line. Errors don't quote it, since it may contain a password by mistake.
struct EngineArgument: ExpressibleByArgument {
    private let text: String

    init?(argument: String) { text = argument }

    func address() throws -> EngineAddress {
        do throws(InvalidText) {
            return try EngineAddress.parse(text)
        } catch {
            throw ArgumentParser.ValidationError(error.problem)
        }
    }
}
