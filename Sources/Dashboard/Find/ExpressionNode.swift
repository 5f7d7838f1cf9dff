/// A node of a parsed regular expression.
struct ExpressionNode {
    indirect enum Form {
        case one(CharacterTest)
        case assertion(Assertion)
        case sequence([ExpressionNode])
        case choice([ExpressionNode])
        /// A node repeated `minimum` to `maximum` times, without a limit if `maximum` is `nil`.
        case repeated(ExpressionNode, minimum: Int, maximum: Int?)
    }

    /// A condition on a position in the text.
    enum Assertion: Hashable {
        case start
        case end
        case wordBoundary
        case noWordBoundary
    }

    let form: Form
    /// The number of instructions that the node compiles to; `Int.max` on overflow.
    let size: Int

    init(_ form: Form) {
        switch form {
        // Repeating a node that only matches the empty string changes nothing.
        case .repeated(let node, _, _) where node.size == 0: self = node
        default:
            self.form = form
            size = Self.size(of: form)
        }
    }

    private static func size(of form: Form) -> Int {
        switch form {
        case .one, .assertion: 1
        case .sequence(let parts): sum(parts.map(\.size))
        // Each branch except the last is preceded by a split and followed by a jump to the end.
        case .choice(let branches): sum(branches.map(\.size) + [2 * (branches.count - 1)])
        case .repeated(let node, let minimum, nil):
            minimum > 0 ? sum([product(minimum, node.size), 1]) : sum([node.size, 2])
        case .repeated(let node, let minimum, let maximum?):
            sum([product(minimum, node.size), product(maximum - minimum, sum([node.size, 1]))])
        }
    }

    private static func sum(_ sizes: [Int]) -> Int {
        sizes.reduce(0) { sum, size in
            let (result, isTooLarge) = sum.addingReportingOverflow(size)
            return isTooLarge ? .max : result
        }
    }

    private static func product(_ count: Int, _ size: Int) -> Int {
        let (result, isTooLarge) = count.multipliedReportingOverflow(by: size)
        return isTooLarge ? .max : result
    }
}
