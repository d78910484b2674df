using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using WsBridge.Reports.Rows;

namespace WsBridge.Reports.Html;

/// <summary>
/// One self-contained file to mail: verdict, attempts, a ladder for each, a timeline for each client. It loads nothing and asks nobody.
/// What comes from captures is data in it: JSON in which no character can end its element, and text nodes when it is shown.
/// </summary>
public sealed class HtmlReportWriter
{
    private static readonly RowJson Rows = new(new JsonSerializerOptions(RowJson.Default.Options) { Encoder = JavaScriptEncoder.Default });

    private readonly TextWriter _output;
    private bool _isFirst = true;

    /// <param name="output">Takes it; UTF-8.</param>
    /// <param name="generator">Name and version of this program.</param>
    public HtmlReportWriter(TextWriter output, string generator)
    {
        ArgumentNullException.ThrowIfNull(output);

        _output = output;
        string style = Resource("report.css");
        output.Write(Resource("report.html")
            .Replace("{script-hash}", HashOf(Resource("report.js")), StringComparison.Ordinal)
            .Replace("{style-hash}", HashOf(style), StringComparison.Ordinal)
            .Replace("{style}", style, StringComparison.Ordinal)
            .Replace("{generator}", HtmlEncoder.Default.Encode(generator), StringComparison.Ordinal));
    }

    /// <summary>The JSON of a row as it stands in the report. Any thread may ask.</summary>
    public static string Line(FindingRow row) => JsonSerializer.Serialize(row, Rows.FindingRow);

    /// <inheritdoc cref="Line(FindingRow)"/>
    public static string Line(RoamRow row) => JsonSerializer.Serialize(row, Rows.RoamRow);

    /// <inheritdoc cref="Line(FindingRow)"/>
    public static string Line(ProblemRow row) => JsonSerializer.Serialize(row, Rows.ProblemRow);

    /// <summary>Adds a row.</summary>
    public void WriteLine(string line)
    {
        _output.Write(_isFirst ? "" : ",\n");
        _output.Write(line);
        _isFirst = false;
    }

    /// <summary>Writes the end.</summary>
    public void Complete()
    {
        _output.Write("]</script>\n<script>");
        _output.Write(Resource("report.js"));
        _output.Write("</script>\n</body>\n</html>\n");
    }

    private static string HashOf(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string Resource(string name)
    {
        using Stream stream = typeof(HtmlReportWriter).Assembly.GetManifestResourceStream($"html/{name}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
