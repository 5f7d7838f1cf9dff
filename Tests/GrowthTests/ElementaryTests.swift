import Testing

@testable import Growth

@Suite("Elementary functions")
struct ElementaryTests {
    @Test(
        "the logarithm of zero, a negative number, infinity or NaN is nil",
        arguments: [0, -1, -0.0, .infinity, -.infinity, .nan]
    )
    func none(value: Double) { #expect(logarithm(value) == nil) }

    @Test("200 to the power of 0.946 is about 150, and a power of a negative base is nil")
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

    @Test("least squares finds the line through three points, or nil if the rows don't determine one")
    func lines() throws {
        let weights = try #require(LeastSquares.weights([([1, 0], 1), ([1, 1], 3), ([1, 2], 5)]))
        #expect(abs(weights[0] - 1) < 1e-12 && abs(weights[1] - 2) < 1e-12)
        #expect(LeastSquares.weights([([1, 2], 1), ([1, 2], 3), ([1, 2], 5)]) == nil)
        #expect(LeastSquares.weights([([1, 2], 1)]) == nil)
        #expect(LeastSquares.weights([]) == nil)
    }
}
