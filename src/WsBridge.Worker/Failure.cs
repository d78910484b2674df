namespace WsBridge.Worker;

/// <summary>What went wrong in a plugin, on one line.</summary>
internal static class Failure
{
    private const int Longest = 300;

    public static string Words(Exception error)
    {
        string message;
        try
        {
            message = error.Message.ReplaceLineEndings(" ");
        }
#pragma warning disable CA1031 // the exception may be the plugin's own, and so may its fault
        catch (Exception)
#pragma warning restore CA1031
        {
            message = "";
        }

        if (message.Length > Longest)
        {
            message = message[..Longest] + "…";
        }

        string kind = error is MissingMethodException or TypeLoadException or MissingFieldException
            ? "it was built with another WsBridge.Sdk: "
            : "";
        return $"{kind}{error.GetType().Name}: {message}".TrimEnd(' ', ':', '.');
    }
}
