import Foundation

/// The BLAS that the dynamic linker found: `libblas.so.3` is OpenBLAS where it is installed, else the reference
/// implementation, which gives the same results 40 times slower and says nothing about it.
public struct BLASLibrary: Sendable, Hashable, CustomStringConvertible {
    /// For example `OpenBLAS 0.3.21 Zen` or `reference BLAS`.
    public let name: String
    /// Threads that one call uses: 1 after ``current`` was read, since Byline runs tasks of its own beside each other.
    public let threads: Int
    /// False for an implementation that is known to be slow.
    public let isFast: Bool

    /// Describes a library; ``current`` is the one that runs.
    public init(name: String, threads: Int, isFast: Bool) {
        self.name = name
        self.threads = threads
        self.isFast = isFast
    }

    /// What to do about a slow implementation; nil where nothing is to be done.
    public var remedy: String? {
        isFast ? nil : "Install libopenblas0-pthread; Byline then finds it without being built again."
    }

    /// One line for a person: what runs, on how many threads, and the remedy where it is slow.
    public var description: String {
        guard let remedy else { return "\(name), \(threads == 1 ? "1 thread" : "\(threads) threads") per task" }
        return "\(name): 40 times slower than OpenBLAS. \(remedy)"
    }

    /// The library of this process, set to one thread per call. Cheap after the first time.
    public static let current: BLASLibrary = {
        guard let configuration = configuration() else {
            return BLASLibrary(name: "reference BLAS", threads: 1, isFast: false)
        }
        symbol("openblas_set_num_threads", as: (@convention(c) (CInt) -> Void).self)?(1)
        let threads = symbol("openblas_get_num_threads", as: (@convention(c) () -> CInt).self)?() ?? 1
        return BLASLibrary(name: configuration, threads: Int(threads), isFast: true)
    }()

    /// `OpenBLAS`, its version, and the processor whose kernels it chose; nil where the library is not OpenBLAS.
    private static func configuration() -> String? {
        typealias Text = @convention(c) () -> UnsafePointer<CChar>?
        guard let text = symbol("openblas_get_config", as: Text.self)?() else { return nil }
        let words = String(cString: text).split(separator: " ")
        let core = symbol("openblas_get_corename", as: Text.self)?().map { String(cString: $0) }
        return (words.prefix(2).map(String.init) + [core].compactMap(\.self)).joined(separator: " ")
    }

    /// A function that is not part of the BLAS interface, looked up in what is loaded already.
    private static func symbol<Function>(_ name: String, as type: Function.Type) -> Function? {
        // A null handle is RTLD_DEFAULT on Linux; the macro itself is a cast that Swift does not import.
        #if canImport(Darwin)
            let handle = UnsafeMutableRawPointer(bitPattern: -2)
        #else
            let handle: UnsafeMutableRawPointer? = nil
        #endif
        guard let address = dlsym(handle, name) else { return nil }
        return unsafeBitCast(address, to: type)
    }
}
