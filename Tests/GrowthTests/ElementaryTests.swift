import Testing

@testable import Growth

@Suite("Elementary functions")
struct ElementaryTests {
    @Test("numbers without a logarithm give nil", arguments: [0, -1, -0.0, .infinity, -.infinity, .nan])
    func none(value: Double) { #expect(logarithm(value) == nil) }

    @Test("powers are computed: 200 to the power of 0.946 is 150")
    func powers() throws {
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
