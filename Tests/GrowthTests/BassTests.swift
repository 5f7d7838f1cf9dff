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

    @Test("a Bass curve with m = 1e6, p = 0.01, q = 0.3 totals 406,107 after 10 periods and peaks at 10.97")
    func curve() throws {
        let model = try model()
        #expect(abs(model.total(after: 10) - 406_107) < 1)
        #expect(abs(try #require(model.peak) - 10.971_604) < 1e-5)
        #expect(model.total(after: 0) == 0 && model.total(after: -3) == 0)
        #expect(abs(model.total(after: 1000) - 1e6) < 1e-3)
        #expect(try self.model(1e6, 0.3, 0.1).peak == nil)
    }

    @Test("a Bass fit to 20 periods recovers m, p and q from exact data, and m and q within 10% with 5% noise")
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

    @Test("a Bass fit fails until the data extends well past the peak", arguments: [8, 10, 11, 16, 20])
    func peak(periods: Int) throws {
        let model = try model()
        let added = (0..<periods).map(model.added)
        if periods < 14 {
            #expect(throws: BassFailure.peakNotSeen) { try BassDiffusion(fitting: added) }
        } else {
            #expect(abs(try BassDiffusion(fitting: added).market / 1e6 - 1) < 1e-3)
        }
    }

    @Test("Bass fit ranges are narrow for exact data and contain over 90% of the true values for noisy data")
    func ranges() throws {
        let model = try model()
        let exact = try BassFit((0..<20).map(model.added))
        #expect(exact.miss < 1e-6)
        #expect(exact.market.upperBound / exact.market.lowerBound < 1 + 1e-4)
        let seed: UInt64 = 11
        var chance = SeededGenerator(seed: seed)
        var held = 0
        for _ in 0..<100 {
            let fit = try BassFit(
                (0..<20).map { model.added(in: $0) * Double.random(in: 0.9...1.1, using: &chance) }
            )
            #expect((0.02...0.12).contains(fit.miss), "seed \(seed)")
            let peak = try #require(fit.peak)
            #expect(peak.contains(try #require(fit.diffusion.peak)), "seed \(seed)")
            let isHeld = [
                fit.market.contains(1e6), fit.innovation.contains(0.01), fit.imitation.contains(0.3),
                peak.contains(10.971_604),
            ]
            held += isHeld.count { $0 }
        }
        // Ranges of two standard errors cover 95%, or 380 of 400 values; 362 is four standard deviations below that.
        #expect(held >= 362, "seed \(seed): \(held) of 400")
    }

    @Test("a Bass fit fails if markets of very different sizes fit the data")
    func notIdentified() {
        let seed: UInt64 = 7
        var chance = SeededGenerator(seed: seed)
        var refused = 0
        for _ in 0..<200 {
            // Random daily values, with low values on the last three days so that a peak seems to have passed.
            let added = (0..<12).map { Double.random(in: $0 < 9 ? 50...150 : 20...60, using: &chance) }
            do throws(BassFailure) {
                let fit = try BassFit(added)
                #expect(fit.market.upperBound <= 10 * fit.market.lowerBound, "seed \(seed)")
            } catch .notIdentified(let times) {
                #expect(times > 10, "seed \(seed)")
                refused += 1
            } catch {
                #expect(error == .noFit || error == .peakNotSeen, "seed \(seed)")
            }
        }
        #expect(refused > 0, "seed \(seed)")
    }

    @Test("a Bass fit to too few, invalid or all-zero periods fails with an error that gives the reason")
    func refused() {
        #expect(throws: BassFailure.tooFew(3)) { try BassDiffusion(fitting: [1, 2, 1]) }
        #expect(throws: BassFailure.wrongPeriod(2)) { try BassDiffusion(fitting: [1, 2, -1, 0, 0, 0, 0, 0]) }
        #expect(throws: BassFailure.wrongPeriod(0)) { try BassDiffusion(fitting: [.nan, 2, 1, 0, 0, 0, 0, 0]) }
        #expect(throws: BassFailure.peakNotSeen) { try BassDiffusion(fitting: [Double](repeating: 0, count: 9)) }
        #expect(BassDiffusion(market: 0, innovation: 1, imitation: 1) == nil)
    }

    @Test("a Bass fit to random data fails or gives finite, positive parameters")
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
            #expect(fit.peak ?? 0 <= Double(count), "seed \(seed)")
            guard let ranged = try? BassFit(added) else { continue }
            #expect(ranged.market.contains(fit.market) && ranged.miss.isFinite, "seed \(seed)")
        }
    }
}
