using System.Buffers.Binary;

namespace WsBridge.EndToEnd.Tests;

/// <summary>The analyzer behind a script that keeps a copy of all that the stub sends it.</summary>
internal sealed class OverheardHost
{
    private readonly string _copy;

    public OverheardHost(Workplace work)
    {
        _copy = work.Path("requests");
        string folder = System.IO.Path.Combine(work.Temporary, "wsbridge-overheard"); // the stub opens pipes in such alone
        string pipe = System.IO.Path.Combine(folder, "request");
        // The pipe is held open until the first octets are there: before, its reader would see an end, or its writer nobody who reads.
        Path = work.Script("overheard-host", $$"""
            '{{Programs.WsBridge}}' "$@" | {
               IFS='	' read -r word version request reply
               rm -rf '{{folder}}'
               mkdir '{{folder}}'
               mkfifo '{{pipe}}'
               exec 3<>'{{pipe}}' 4<'{{pipe}}'
               printf '%s\t%s\t%s\t%s\n' "$word" "$version" '{{pipe}}' "$reply"
               dd bs=1 count=4 <&4 >/dev/null 2>&1
               exec 3>&-
               rm -r '{{folder}}'
               { printf WSBR; exec cat <&4; } | tee '{{_copy}}' >"$request"
            }
            """);
    }

    public string Path { get; }

    /// <summary>The octets of each frame that was sent, in hexadecimal.</summary>
    public List<string> Frames =>
        [.. Requests.Where(request => request.Type is 1 or 2 or 4)
            .Select(request => Convert.ToHexString(request.Body[(request.Type == 4 ? 2 : 18)..]))];

    /// <summary>The types of the requests.</summary>
    public IEnumerable<int> Types => Requests.Select(request => request.Type);

    private List<(int Type, byte[] Body)> Requests
    {
        get
        {
            var requests = new List<(int, byte[])>();
            if (!File.Exists(_copy))
            {
                return requests; // nothing of the capture was wanted, and the analyzer was not started
            }

            ReadOnlySpan<byte> copy = File.ReadAllBytes(_copy);
            for (ReadOnlySpan<byte> rest = copy[(22 + copy[21])..]; !rest.IsEmpty;)
            {
                int length = BinaryPrimitives.ReadInt32BigEndian(rest[1..]);
                requests.Add((rest[0], rest.Slice(5, length).ToArray()));
                rest = rest[(5 + length)..];
            }

            return requests;
        }
    }
}
