/// A part of an expression, with the number of instructions that it takes.
struct ExpressionNode {
    indirect enum Form {
        case one(CharacterTest)
        case assertion(Assertion)
        case sequence([ExpressionNode])
        case choice([ExpressionNode])
        /// Without `most` it has no upper bound.
        case repeated(ExpressionNode, least: Int, most: Int?)
    }

    /// What an expression asks of a position in the text.
    enum Assertion: Hashable {
        case start
        case end
        case wordBoundary
        case noWordBoundary
    }

    let form: Form
    /// `Int.max` where it's more than that.
    let size: Int

    init(_ form: Form) {
        switch form {
        // What matches nothing but the empty text is the same repeated.
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
        // Before all but the last a split, and after it a jump to the end.
        case .choice(let branches): sum(branches.map(\.size) + [2 * (branches.count - 1)])
        case .repeated(let node, let least, nil):
            least > 0 ? sum([product(least, node.size), 1]) : sum([node.size, 2])
        case .repeated(let node, let least, let most?):
            sum([product(least, node.size), product(most - least, sum([node.size, 1]))])
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
