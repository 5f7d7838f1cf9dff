@_exported public import struct Simulation.SeededGenerator

/// Returns every permutation of the elements.
///
/// - Complexity: O(*n*!), where *n* is the number of elements.
public func permutations<Element>(_ elements: [Element]) -> [[Element]] {
    guard elements.count > 1 else { return [elements] }
    return elements.indices.flatMap { index in
        var rest = elements
        let first = rest.remove(at: index)
        return permutations(rest).map { [first] + $0 }
    }
}
