using System.Text;

namespace WsBridge.Extcap.Tests;

/// <summary>What the program answers to a command line.</summary>
internal sealed record Answers(int Status, string Output, string Errors)
{
    public static Answers To(params string[] arguments)
    {
        using var output = new MemoryStream();
        using var errors = new MemoryStream();
        int status = ExtcapProgram.Run(arguments, output, errors);
        return new Answers(status, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(errors.ToArray()));
    }
}
