"""What can be wrong with a backup, each in a sentence of its own."""

DAMAGED = "备份已损坏：{where}的内容与写入时不同。请换一份备份"
CUT = (
    "备份不完整：应有{whole}字节，实有{found}字节，可能没有写完或没有拷完。请换一份备份"
)
NO_HEAD = (
    "备份不完整：只有{found}字节，文件头都不全，可能没有写完或没有拷完。请换一份备份"
)
LONGER = "备份已被改动：末尾多出{more}字节。请换一份备份"
NO_BACKUP = "{name} 不是本系统的备份"
WRONG_KEY = "密钥不对：这份备份要用编号 {number} 的恢复密钥打开"
UNFINISHED = "备份没有写完。请换一份备份"
NO_LIST = "备份不完整：缺少清单。请换一份备份"
FOREIGN = "备份中有不属于本系统的内容，不能使用"
NEWER = "备份来自较新的程序版本，请先更新程序再恢复"
BUSY = "另一个备份、恢复或演练正在进行，请等它结束后再试"
TOOL = "数据库程序未能完成：{said}"
NO_KEY = "还没有恢复密钥。请先在服务器上运行一次 manage.py backup，并打印显示的密钥"
NO_PLACE = "没有设置备份目录：请在 .env 中设置 BACKUP_DIR，或用 --to 指明目录"
NO_FOLDER = "备份目录 {place} 不存在，可能磁盘没有挂载"
INSIDE = "备份目录 {place} 在数据目录之内：密钥和备份不能放在一起，请另选目录，最好在另一台机器上"
NONE_YET = "{place} 中还没有备份"
GONE = "最近一次备份 {name} 已不在 {place} 中"
OCCUPIED = "{place} 不是空的，不能恢复到其中。请指定一个新的目录或空的数据库"
NO_SPACE = "磁盘空间不足：约需{needed}，{place} 所在磁盘还有{free}"
LOST = "备份时磁盘上已丢失文件：{told}"
NOT_EQUAL = "与备份时的指纹不一致：{told}"


class BackupFault(Exception):
    """Told to whoever runs the command as it stands, and kept in the row of the run."""


class Busy(BackupFault):
    """Somebody else is at it; nothing is wrong."""

    def __init__(self):
        super().__init__(BUSY)
