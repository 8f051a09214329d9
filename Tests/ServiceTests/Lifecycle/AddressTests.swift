import Corpus
import Foundation
import NIOCore
import Testing

@testable import Service

@Suite struct AddressTests {
    @Test(arguments: ["127.0.0.1", "127.8.0.2", "localhost", "::1"])
    func loopbackNeedsNoWarning(host: String) {
        #expect(ServiceConfiguration(host: host).exposure == nil)
    }

    @Test(arguments: ["0.0.0.0", "::", "192.168.1.5", "desk.example", "127.desk.example"])
    func otherAddressesAreWarnedOf(host: String) throws {
        let exposure = try #require(ServiceConfiguration(host: host).exposure)
        #expect(exposure.hasPrefix("Other machines may reach \(host), and there is no authentication"))
        #expect(exposure.contains("Listen on 127.0.0.1"))
    }

    @Test func faultsOfTheAddressHaveRemedies() throws {
        let configuration = ServiceConfiguration(host: "10.0.0.1", port: 80)
        func told(_ error: any Error) -> BylineError? { AddressFault.error(for: error, configuration: configuration) }
        let taken = try #require(told(IOError(errnoCode: EADDRINUSE, reason: "bind")))
        #expect(taken.code == "address-unavailable")
        #expect(taken.message == "Port 80 of 10.0.0.1 is taken by another program.")
        #expect(taken.remedy.contains("--port"))
        #expect(
            told(IOError(errnoCode: EADDRNOTAVAIL, reason: "bind"))?.message
                == "10.0.0.1 is no address of this machine.")
        #expect(
            told(IOError(errnoCode: EACCES, reason: "bind"))?.message
                == "This user may not listen on port 80 of 10.0.0.1.")
        #expect(told(SocketAddressError.unsupported)?.message == "There is no host '10.0.0.1'.")
        #expect(told(IOError(errnoCode: EMFILE, reason: "accept")) == nil)
        #expect(told(CancellationError()) == nil)
    }
}
