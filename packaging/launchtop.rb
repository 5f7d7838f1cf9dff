# A Homebrew formula. Untested: launchtop has been built on Linux only. Replace OWNER, the version and the checksum, and
# check the formula with "brew audit --strict --new launchtop" and "brew install --build-from-source ./launchtop.rb".
class Launchtop < Formula
  desc "Follow an app's launch in the terminal"
  homepage "https://github.com/OWNER/launchtop"
  url "https://github.com/OWNER/launchtop/archive/refs/tags/v0.1.0.tar.gz"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license "MIT"

  depends_on xcode: ["26.0", :build] # Swift 6.2
  depends_on "libarchive"
  depends_on macos: :sequoia
  depends_on "simdjson"

  uses_from_macos "curl"
  uses_from_macos "expat"
  uses_from_macos "ncurses"
  uses_from_macos "sqlite"

  def install
    # The compiler of Xcode doesn't search Homebrew's folders.
    libraries = %w[libarchive simdjson].map { |name| Formula[name] }
    ENV["CPATH"] = libraries.map(&:opt_include).join(":")
    ENV["LIBRARY_PATH"] = libraries.map(&:opt_lib).join(":")
    # Homebrew runs the build in its own sandbox, in which SwiftPM can't create another one.
    system "swift", "build", "--disable-sandbox", "-c", "release", "--product", "launchtop"
    system "make", "install-files", "PREFIX=#{prefix}"
    rm share/"launchtop/installed.txt"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/launchtop --version")
    assert_match "Sora", shell_output("#{bin}/launchtop show launch sora")
  end
end
