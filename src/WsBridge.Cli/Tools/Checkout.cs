namespace WsBridge.Cli.Tools;

/// <summary>The repository that this program was built in, for <c>demo</c> and <c>test</c>.</summary>
internal static class Checkout
{
    /// <summary>Its top folder; null when the program was installed somewhere else.</summary>
    public static string? Root
    {
        get
        {
            for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "WsBridge.sln")))
                {
                    return folder.FullName;
                }
            }

            return null;
        }
    }
}
