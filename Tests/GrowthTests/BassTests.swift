import Growth
import TestSupport
import Testing

@Suite("Bass diffusion")
struct BassTests {
    private func model(_ market: Double = 1e6, _ innovation: Double = 0.01, _ imitation: Double = 0.3) throws
        -> BassDiffusion
    {
        try #require(BassDiffusion(market: market, innovation: innovation, imitation: imitation))
    }

    @Test("the curve of a million, p 0.01 and q 0.3: 406,107 after ten periods, steepest at 10.97")
    func curve() throws {
        let model = try model()
        #expect(abs(model.total(after: 10) - 406_107) < 1)
        #expect(abs(try #require(model.peak) - 10.971_604) < 1e-5)
        #expect(model.total(after: 0) == 0 && model.total(after: -3) == 0)
        #expect(abs(model.total(after: 1000) - 1e6) < 1e-3)
        #expect(try self.model(1e6, 0.3, 0.1).peak == nil)
    }

    @Test("the fit finds the three again from twenty periods, also with five in a hundred of noise near them")
    func fit() throws {
        let model = try model()
        let exact = try BassDiffusion(fitting: (0..<20).map(model.added))
        #expect(abs(exact.market / 1e6 - 1) < 1e-6)
        #expect(abs(exact.innovation / 0.01 - 1) < 1e-5)
        #expect(abs(exact.imitation / 0.3 - 1) < 1e-5)
        let seed: UInt64 = 3
        var chance = SeededGenerator(seed: seed)
        let noisy = try BassDiffusion(
            fitting: (0..<20).map { model.added(in: $0) * Double.random(in: 0.95...1.05, using: &chance) }
        )
        #expect(abs(noisy.market / 1e6 - 1) < 0.1, "seed \(seed)")
        #expect(abs(noisy.imitation / 0.3 - 1) < 0.1, "seed \(seed)")
    }

    @Test("before the peak it refuses, and after it agrees", arguments: [8, 10, 11, 16, 20])
    func peak(periods: Int) throws {
        let model = try model()
        let added = (0..<periods).map(model.added)
        if periods < 14 {
            #expect(throws: BassFailure.peakNotSeen) { try BassDiffusion(fitting: added) }
        } else {
            #expect(abs(try BassDiffusion(fitting: added).market / 1e6 - 1) < 1e-3)
        }
    }

    @Test("too little, and what is no count, is refused with the reason; nothing at all has no peak")
    func refused() {
        #expect(throws: BassFailure.tooFew(3)) { try BassDiffusion(fitting: [1, 2, 1]) }
        #expect(throws: BassFailure.wrongPeriod(2)) { try BassDiffusion(fitting: [1, 2, -1, 0, 0, 0, 0, 0]) }
        #expect(throws: BassFailure.wrongPeriod(0)) { try BassDiffusion(fitting: [.nan, 2, 1, 0, 0, 0, 0, 0]) }
        #expect(throws: BassFailure.peakNotSeen) { try BassDiffusion(fitting: [Double](repeating: 0, count: 9)) }
        #expect(BassDiffusion(market: 0, innovation: 1, imitation: 1) == nil)
    }

    @Test("whatever is given, it ends, with three numbers or a reason")
    func chance() {
        let seed: UInt64 = 5
        var chance = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let count = Int.random(in: 0...40, using: &chance)
            let added = (0..<count).map { _ in
                Bool.random(using: &chance) ? Double.random(in: 0...1e12, using: &chance) : Double(0)
            }
            guard let fit = try? BassDiffusion(fitting: added) else { continue }
            #expect(fit.market.isFinite && fit.innovation > 0 && fit.imitation > 0, "seed \(seed)")
        }
    }
}
