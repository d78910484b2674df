namespace WsBridge.Fuzz;

/// <summary>A parser, or several that read the same octets, and what must hold of them whatever these are.</summary>
public interface IFuzzTarget
{
    /// <summary>Octets that it reads well: where a fuzzer begins.</summary>
    IEnumerable<byte[]> Seeds();

    /// <summary>Reads the octets. Any exception is a fault of what is tried.</summary>
    /// <exception cref="FaultException">What was read contradicts itself.</exception>
    void Run(byte[] octets);
}
