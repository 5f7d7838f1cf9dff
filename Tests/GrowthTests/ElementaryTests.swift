import Foundation
import TestSupport
import Testing

@testable import Growth

@Suite("Elementary functions")
struct ElementaryTests {
    private func deviation(_ value: Double, from reference: Double) -> Double {
        reference == 0 ? abs(value) : abs(value / reference - 1)
    }

    @Test("the logarithm matches the C library to 1e-14, also near 1 and at the limits")
    func logarithms() throws {
        var values = [
            1, 2, 0.5, 1 + 1e-9, 1 - 1e-9, 1.5, 0.7, 2.0.squareRoot(), 1e-300, 1e300, .greatestFiniteMagnitude,
            .leastNormalMagnitude, .leastNonzeroMagnitude,
        ]
        let seed: UInt64 = 7
        var chance = SeededGenerator(seed: seed)
        for _ in 0..<20_000 { values.append(Foundation.exp(Double.random(in: -700...700, using: &chance))) }
        for _ in 0..<20_000 { values.append(Double.random(in: 0.5...2, using: &chance)) }
        for value in values {
            let ours = try #require(logarithm(value))
            #expect(deviation(ours, from: Foundation.log(value)) < 1e-14, "ln \(value), seed \(seed)")
        }
    }

    @Test("numbers without a logarithm give nil", arguments: [0, -1, -0.0, .infinity, -.infinity, .nan])
    func none(value: Double) { #expect(logarithm(value) == nil) }

    @Test("the exponential matches the C library to 1e-13 and handles the limits")
    func exponentials() {
        let seed: UInt64 = 8
        var chance = SeededGenerator(seed: seed)
        for _ in 0..<20_000 {
            let value = Double.random(in: -700...709, using: &chance)
            #expect(deviation(exponential(value), from: Foundation.exp(value)) < 1e-13, "e^\(value), seed \(seed)")
        }
        #expect(exponential(0) == 1)
        #expect(exponential(1000) == .infinity)
        #expect(exponential(-1000) == 0)
        #expect(exponential(.nan).isNaN)
    }

    @Test("powers: 200 to the 0.946 is 150")
    func powers() throws {
        #expect(deviation(try #require(power(200, 0.946)), from: Foundation.pow(200, 0.946)) < 1e-13)
        #expect(try #require(power(200, 0.946)).rounded() == 150)
        #expect(power(-2, 0.5) == nil)
    }

    @Test("quantiles are interpolated linearly (Hyndman and Fan, definition 7)")
    func quantiles() {
        let values = [1.0, 2, 4, 8]
        let wanted = [(0.0, 1.0), (0.5, 3), (1, 8), (0.25, 1.75), (2, 8), (-1, 1)]
        for (share, value) in wanted { #expect(Quantiles.quantile(share, ofSorted: values) == value) }
        #expect(Quantiles.median([]) == nil)
        #expect(Quantiles.medianAbsoluteDeviation([1, 1, 2, 2, 4, 6, 9]) == 1)
    }

    @Test("a line through points is found; identical points determine none")
    func lines() throws {
        let weights = try #require(LeastSquares.weights([([1, 0], 1), ([1, 1], 3), ([1, 2], 5)]))
        #expect(abs(weights[0] - 1) < 1e-12 && abs(weights[1] - 2) < 1e-12)
        #expect(LeastSquares.weights([([1, 2], 1), ([1, 2], 3), ([1, 2], 5)]) == nil)
        #expect(LeastSquares.weights([([1, 2], 1)]) == nil)
        #expect(LeastSquares.weights([]) == nil)
    }
}
