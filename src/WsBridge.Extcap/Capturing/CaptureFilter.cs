using WsBridge.Pipeline;

namespace WsBridge.Extcap.Capturing;

/// <summary>
/// A capture filter, compiled by the libpcap that Wireshark uses: one program for each kind of link layer that it meets; or our own, named
/// <c>roaming</c>.
/// </summary>
public sealed class CaptureFilter : IDisposable
{
    private readonly string _filter;
    private readonly Dictionary<int, Libpcap.Program> _programs = [];
    private readonly RoamingFilter? _roaming;

    /// <summary>A filter for these packets.</summary>
    /// <exception cref="SourceProblemException">The filter is wrong, or there is no libpcap.</exception>
    public CaptureFilter(string filter)
    {
        _filter = filter;
        if (RoamingFilter.IsMeant(filter))
        {
            try
            {
                _roaming = RoamingFilter.Parse(filter);
            }
            catch (FormatException problem)
            {
                throw new SourceProblemException(problem.Message, problem);
            }
        }
        else
        {
            ProgramFor(LinkTypes.Radiotap);
        }
    }

    /// <summary>Null when the filter can be used, or a sentence.</summary>
    public static string? Check(string filter)
    {
        try
        {
            using var compiled = new CaptureFilter(filter);
            return null;
        }
        catch (SourceProblemException problem)
        {
            return problem.Message;
        }
    }

    /// <summary>Whether a packet passes.</summary>
    /// <exception cref="SourceProblemException">The filter cannot be used on packets of this link type.</exception>
    public bool Passes(int linkType, ReadOnlySpan<byte> octets, int originalLength, long timeNanoseconds) =>
        _roaming?.Passes(linkType, octets, originalLength, timeNanoseconds) ?? ProgramFor(linkType).Passes(octets, originalLength);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Libpcap.Program program in _programs.Values)
        {
            program.Dispose();
        }
    }

    private Libpcap.Program ProgramFor(int linkType)
    {
        if (!_programs.TryGetValue(linkType, out Libpcap.Program? program))
        {
            _programs.Add(linkType, program = Libpcap.Compile(_filter, linkType));
        }

        return program;
    }
}
